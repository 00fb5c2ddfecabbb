import type { ReleaseContributor } from "#generated/prisma/client.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import type { Holding } from "#lib/councils/re-review-rules.ts";
import { type Authority, authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import { compositionsAt } from "#lib/councils/rows/compositions.ts";
import { type KeptLift, liftsOf } from "#lib/councils/rows/lifts.ts";
import { reviewsHolding } from "#lib/councils/rows/re-reviews.ts";
import { type KeptSignature, signaturesOf } from "#lib/councils/rows/signatures.ts";
import { type KeptWaiver, waiversOfModels } from "#lib/councils/rows/waivers.ts";
import { type ClockMark, reachedBy } from "#lib/councils/seat-clock.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Frozen, frozenBy } from "#lib/policy/freeze.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { PeopleRules } from "#lib/policy/people-rules.ts";
import { standingFreezes } from "#lib/policy/rows/freezes.ts";
import { gatesOf, peopleRulesOf } from "#lib/policy/rows/policy-versions.ts";
import { challengingOf } from "#lib/releases/challenges.ts";
import { maySign } from "#lib/releases/emergency.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { claimsOf, type KeptClaim } from "./claims.ts";
import { conditionsOf, type KeptCondition } from "./conditions.ts";
import { contributorsOfVersions, joining, type NamedContributor } from "./contributors.ts";
import { emergenciesOf, type KeptEmergency, reviewsOwed } from "./emergencies.ts";
import { type KeptRecusal, recusalsOf } from "./recusals.ts";
import { contributorRows, type ReleaseNow, releaseRows } from "./release-row.ts";
import { sectionsOf } from "./release-sections.ts";
import { type KeptSealing, sealingsOf } from "./sealed-verdicts.ts";
import { clockMarksOf, type KeptSeatStep, seatStepsOf } from "./seat-steps.ts";
import { overdueIn, takenIn } from "./taken-seats.ts";
import { type KeptThread, threadsOf } from "./threads.ts";

/** A release with everything its decisions depend on. */
export interface ReleaseCaseFile extends Signable<KeptSignature> {
  readonly kind: "release";
  readonly release: ReleaseNow;
  readonly sections: ReleaseSections;
  readonly digests: SectionDigests;
  /** Those recorded with its rounds, and whoever contributed to its version or an ancestor since. */
  readonly contributors: readonly NamedContributor[];
  /** Those recorded with its rounds. */
  readonly recorded: readonly ReleaseContributor[];
  readonly lifts: ReadonlyMap<string, KeptLift>;
  /** Of every approval ever given, also of those that no longer count. */
  readonly conditions: readonly KeptCondition[];
  readonly recusals: readonly KeptRecusal[];
  /** Also where its policy asks for none. */
  readonly challenges: readonly KeptThread[];
  /** The council it was submitted to; undefined where its policy names none. */
  readonly composition: CompositionContent | undefined;
  /** The steps taken of its late seats in this round, and what started and stopped their clock. */
  readonly stepsTaken: readonly KeptSeatStep[];
  readonly marks: readonly ClockMark[];
  /** The sealed verdicts of its round; absent where its policy asks for none. */
  readonly sealing: KeptSealing | undefined;
  /** Whether somebody signs for a function now and had no part in it. */
  readonly speaks: (personId: string, seat: BusinessFunction) => boolean;
  /** What its policy asks of whoever signs it. */
  readonly rules: PeopleRules;
  /** The gates of that policy. */
  readonly gates: readonly Gate[];
  /** Of its model; none are read where its policy has no gates. */
  readonly waivers: readonly KeptWaiver[];
  /** By which envelope it claims the standard class, and what was measured; null where it claims another. */
  readonly claim: KeptClaim | null;
  /** The emergency that was declared last; null where none was. */
  readonly emergency: KeptEmergency | null;
  /** The release of the model that went out as an emergency and was not reviewed since. */
  readonly owed: number | null;
  /** The re-reviews of what is live of its model that are open or found it not fit. */
  readonly holding: readonly Holding[];
  /** By which freeze it may neither start nor go further now; null where none covers it. */
  readonly frozen: Frozen | null;
}

/** The same with its row locked, which serializes the decisions of one release. */
export async function lockRelease(
  tx: Tx,
  number: number,
  now: Date,
): Promise<Result<ReleaseCaseFile, Refusal>> {
  await tx.$executeRaw`SELECT id FROM release WHERE number = ${number} FOR UPDATE`;
  return readRelease(tx, number, now);
}

/** The same without the lock, for views. */
export async function readRelease(
  tx: Tx,
  number: number,
  now: Date,
): Promise<Result<ReleaseCaseFile, Refusal>> {
  const [file] = await readReleases(tx, [number], now);
  return file ? ok(file) : refuse("not-found", "release-not-found", `There is no release ${number} here.`);
}

/** Several releases by number, in order of number, in as many queries as one needs; missing ones are left out. */
export async function readReleases(
  tx: Tx,
  numbers: readonly number[],
  now: Date,
): Promise<ReleaseCaseFile[]> {
  if (numbers.length === 0) return [];
  const found = await releaseRows(tx, numbers);
  const known = await knownOf(tx, found, now);
  return found.map((release) => fileOf(release, known));
}

type Known = Awaited<ReturnType<typeof knownOf>>;

/** What the files of these releases are made of. */
async function knownOf(tx: Tx, found: readonly ReleaseNow[], now: Date) {
  const ids = found.map(({ id }) => id);
  const sections = new Map(found.map((release) => [release.id, sectionsOf(release)]));
  const policies = [...sections.values()].map(({ policy }) => policy.version);
  const models = found.map(({ modelId }) => modelId);
  const bodies = [...sections.values()].map(({ policy }) => policy.composition);
  const [authority, compositionOf, rulesOf, gatesUnder, about] = await Promise.all([
    authorityHere(tx, now),
    compositionsAt(tx, bodies),
    peopleRulesOf(tx, policies),
    gatesOf(tx, policies),
    rowsAbout(tx, found),
  ]);
  const isGated = ({ id }: ReleaseNow) => gatesUnder(sections.get(id)!.policy.version).length > 0;
  const seated = ids.filter((id) => sections.get(id)!.policy.composition);
  const timed = ids.filter((id) => sections.get(id)!.policy.deadlines);
  const [stepsIn, marksIn] = [await seatStepsOf(tx, seated), await clockMarksOf(tx, timed)];
  const sealingIn = await sealingsOf(tx, found, (id) => sections.get(id)!.policy.sealed);
  const [freezes, emergencyIn, owedBy, waiversIn, claimIn, holdingIn] = await Promise.all([
    standingFreezes(tx),
    emergenciesOf(tx, ids),
    reviewsOwed(tx, models, now),
    waiversOfGated(tx, found, isGated),
    claimsOf(tx, sections),
    reviewsHolding(tx, models),
  ]);
  const rules = { authority, compositionOf, rulesOf, gatesUnder, stepsIn, marksIn, sealingIn };
  return { ...about, ...rules, sections, freezes, emergencyIn, owedBy, waiversIn, claimIn, holdingIn, now };
}

/** What people did about these releases. */
async function rowsAbout(tx: Tx, found: readonly ReleaseNow[]) {
  const ids = found.map(({ id }) => id);
  const versions = found.map(({ versionId }) => versionId);
  const [contributed, madeBy, signedOf, lifts, conditionsIn, recusalsIn, challengesIn] = await Promise.all([
    contributorRows(tx, ids),
    contributorsOfVersions(tx, versions),
    signaturesOf(tx, "release", ids),
    liftsOf(tx, ids),
    conditionsOf(tx, ids),
    recusalsOf(tx, ids),
    threadsOf(tx, ids, ["challenge"]),
  ]);
  const contributorsOf = Map.groupBy(contributed, ({ releaseId }) => releaseId);
  return { contributorsOf, madeBy, signedOf, lifts, conditionsIn, recusalsIn, challengesIn };
}

function fileOf(release: ReleaseNow, known: Known): ReleaseCaseFile {
  const { lifts, authority, freezes, now } = known;
  const recorded = known.contributorsOf.get(release.id) ?? [];
  const contributors = [...recorded, ...joining(recorded, known.madeBy(release.versionId))];
  const sections = known.sections.get(release.id)!;
  const rules = known.rulesOf(sections.policy.version);
  const excluded = new Set(contributors.map((contributor) => contributor.personId));
  const [emergency, owed] = [known.emergencyIn(release.id), known.owedBy(release.modelId)];
  const [conditions, recusals] = [known.conditionsIn(release.id), known.recusalsIn(release.id)];
  const [challenges, waivers] = [known.challengesIn(release.id), known.waiversIn(release)];
  const sealing = known.sealingIn(release.id);
  const speaks = speaking(authority, excluded);
  const composition = known.compositionOf(sections.policy.composition);
  return {
    kind: "release",
    id: release.id,
    round: release.round,
    digest: release.subjectDigest,
    digests: release.sectionDigests as SectionDigests,
    about: { number: release.number },
    seats: sections.policy.seats,
    contributors,
    recorded,
    signatures: known.signedOf(release.id),
    lifts,
    conditions,
    recusals,
    lifted: (signatureId) => lifts.has(signatureId),
    ...authorityOver(authority, rules.identity[sections.policy.tier], excluded),
    recused: new Set(recusals.map(({ personId }) => personId)),
    ...seatingOf(release, composition, known),
    overdue: overdueIn(conditions, now),
    taken: takenIn({ conditions, challenges, waivers, sealing }, release, now),
    sealing,
    challenges,
    speaks,
    challenging:
      sections.policy.challenged && challengingOf({ challenges, digest: release.subjectDigest, speaks }),
    open: maySign({ release, emergency }),
    release,
    sections,
    rules,
    gates: known.gatesUnder(sections.policy.version),
    waivers,
    claim: known.claimIn(release.id),
    emergency,
    owed: owed === release.number ? null : owed,
    holding: known.holdingIn(release.modelId),
    frozen: frozenBy(freezes, movingOf(release, sections), now),
  };
}

/** Who sits on the council it was submitted to, and what was done about its late seats in this round. */
function seatingOf(
  { id, round }: ReleaseNow,
  composition: CompositionContent | undefined,
  known: Pick<Known, "stepsIn" | "marksIn">,
) {
  const stepsTaken = known.stepsIn(id).filter((one) => one.round === round);
  const roster = composition && { seats: composition.seats, reached: reachedBy(stepsTaken) };
  return { roster, composition, stepsTaken, marks: known.marksIn(id) };
}

const speaking =
  (authority: Authority, excluded: ReadonlySet<string>): ReleaseCaseFile["speaks"] =>
  (personId, seat) =>
    authority.speaksFor(personId, seat) && !excluded.has(personId);

const movingOf = ({ id, modelId, changeClass }: ReleaseNow, { target }: ReleaseSections) => ({
  releaseId: id,
  modelId,
  pointer: target.pointer,
  changeClass,
});

/** The waivers of those whose policy has gates; of others there is nothing to waive. */
async function waiversOfGated(
  tx: Tx,
  found: readonly ReleaseNow[],
  isGated: (release: ReleaseNow) => boolean,
): Promise<(release: ReleaseNow) => readonly KeptWaiver[]> {
  const ofModel = await waiversOfModels(
    tx,
    found.filter(isGated).map(({ modelId }) => modelId),
  );
  return (release) => (isGated(release) ? ofModel(release.modelId) : []);
}
