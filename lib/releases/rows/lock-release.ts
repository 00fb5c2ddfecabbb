import type { ReleaseContributor } from "#generated/prisma/client.ts";
import { isOverdue } from "#lib/councils/condition.ts";
import { type Authority, authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import { type KeptLift, liftsOf } from "#lib/councils/rows/lifts.ts";
import { type KeptSignature, signaturesOf } from "#lib/councils/rows/signatures.ts";
import { type KeptWaiver, waiversOfModels } from "#lib/councils/rows/waivers.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Signable, Taken } from "#lib/councils/signable.ts";
import { waiverState } from "#lib/councils/waiver.ts";
import { isOf } from "#lib/councils/waiver-cover.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Gate } from "#lib/policy/gate.ts";
import type { PeopleRules } from "#lib/policy/people-rules.ts";
import { gatesOf, peopleRulesOf } from "#lib/policy/rows/policy-versions.ts";
import { challengingOf, satisfiedIn } from "#lib/releases/challenges.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { conditionsOf, type KeptCondition } from "./conditions.ts";
import { contributorsOfVersions, joining, type NamedContributor } from "./contributors.ts";
import { type KeptRecusal, recusalsOf } from "./recusals.ts";
import { contributorRows, type ReleaseNow, releaseRows } from "./release-row.ts";
import { sectionsOf } from "./release-sections.ts";
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
  /** Whether somebody signs for a function now and had no part in it. */
  readonly speaks: (personId: string, seat: BusinessFunction) => boolean;
  /** What the policy it is under asks of whoever signs it. */
  readonly rules: PeopleRules;
  /** The gates of that policy. */
  readonly gates: readonly Gate[];
  /** Of its model; none are read where its policy has no gates. */
  readonly waivers: readonly KeptWaiver[];
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

/** Keeps the tier and the waivers of a release's model as they are until whoever decides over it has committed. */
export const holdTierOf = (tx: Tx, number: number): Promise<unknown> =>
  tx.$executeRaw`
    SELECT id FROM model WHERE id = (SELECT model_id FROM release WHERE number = ${number}) FOR SHARE`;

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
  const sectionsBy = new Map(found.map((release) => [release.id, sectionsOf(release)]));
  const versions = [...sectionsBy.values()].map(({ policy }) => policy.version);
  const [authority, rulesOf, gatesUnder, about] = await Promise.all([
    authorityHere(tx, now),
    peopleRulesOf(tx, versions),
    gatesOf(tx, versions),
    rowsAbout(tx, found),
  ]);
  const { contributed, signedOf, lifts, conditionsIn, recusalsIn } = about;
  const waiversIn = await waiversOfGated(tx, found, (id) => gatesUnder(sectionsBy.get(id)!.policy.version));
  const contributorsOf = Map.groupBy(contributed, ({ releaseId }) => releaseId);
  return found.map((release) => {
    const recorded = contributorsOf.get(release.id) ?? [];
    const contributors = [...recorded, ...joining(recorded, about.madeBy(release.versionId))];
    const sections = sectionsBy.get(release.id)!;
    const rules = rulesOf(sections.policy.version);
    const excluded = new Set(contributors.map((contributor) => contributor.personId));
    const [conditions, recusals] = [conditionsIn(release.id), recusalsIn(release.id)];
    const challenges = about.challengesIn(release.id);
    const speaks = speaking(authority, excluded);
    const waivers = waiversIn(release);
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
      signatures: signedOf(release.id),
      lifts,
      conditions,
      recusals,
      lifted: (signatureId) => lifts.has(signatureId),
      ...authorityOver(authority, rules.identity[sections.policy.tier], excluded),
      recused: new Set(recusals.map(({ personId }) => personId)),
      overdue: overdueIn(conditions, now),
      taken: takenIn({ conditions, challenges, waivers }, release, now),
      challenges,
      speaks,
      challenging:
        sections.policy.challenged && challengingOf({ challenges, digest: release.subjectDigest, speaks }),
      open: releaseMachine.next(release.state, "sign"),
      release,
      sections,
      rules,
      gates: gatesUnder(sections.policy.version),
      waivers,
    };
  });
}

const speaking =
  (authority: Authority, excluded: ReadonlySet<string>): ReleaseCaseFile["speaks"] =>
  (personId, seat) =>
    authority.speaksFor(personId, seat) && !excluded.has(personId);

/** What people did about these releases. */
async function rowsAbout(tx: Tx, found: readonly ReleaseNow[]) {
  const ids = found.map(({ id }) => id);
  const [contributed, madeBy, signedOf, lifts, conditionsIn, recusalsIn, challengesIn] = await Promise.all([
    contributorRows(tx, ids),
    contributorsOfVersions(tx, found.map(versionOf)),
    signaturesOf(tx, "release", ids),
    liftsOf(tx, ids),
    conditionsOf(tx, ids),
    recusalsOf(tx, ids),
    threadsOf(tx, ids, ["challenge"]),
  ]);
  return { contributed, madeBy, signedOf, lifts, conditionsIn, recusalsIn, challengesIn };
}

const versionOf = ({ versionId }: ReleaseNow): string => versionId;

/** The waivers of those whose policy has gates; of others there is nothing to waive. */
async function waiversOfGated(
  tx: Tx,
  found: readonly ReleaseNow[],
  gatesOfRelease: (id: string) => readonly Gate[],
): Promise<(release: ReleaseNow) => readonly KeptWaiver[]> {
  const isGated = ({ id }: ReleaseNow) => gatesOfRelease(id).length > 0;
  const ofModel = await waiversOfModels(
    tx,
    found.filter(isGated).map(({ modelId }) => modelId),
  );
  return (release) => (isGated(release) ? ofModel(release.modelId) : []);
}

/** Which approvals its conditions withdraw. */
const overdueIn =
  (conditions: readonly KeptCondition[], now: Date) =>
  (signatureId: string): boolean =>
    conditions.some((one) => one.signatureId === signatureId && isOverdue(one, now));

type Taking = Pick<ReleaseCaseFile, "conditions" | "challenges" | "waivers">;

/** Who took a seat by another act than a signature of the release. */
const takenIn = ({ conditions, challenges, waivers }: Taking, release: ReleaseNow, now: Date): Taken[] => [
  ...answered(conditions),
  ...waivedBy(waivers, release, now),
  ...challenges.flatMap(satisfiedIn),
];

/** Who took a seat by answering a condition. */
const answered = (conditions: readonly KeptCondition[]): Taken[] =>
  conditions.flatMap(({ answers }) => answers.map(({ signerId: personId, seat }) => ({ personId, seat })));

/** Who speaks for a function on this release by waiving a gate of it. */
const waivedBy = (waivers: readonly KeptWaiver[], release: ReleaseNow, now: Date): Taken[] =>
  waivers
    .filter((one) => waiverState(one, now) === "in-force")
    .filter((one) => isOf(one, { pointer: release.pointerId, release: release.id }))
    .flatMap(({ signers, seat }) => signers.map((personId) => ({ personId, seat })));
