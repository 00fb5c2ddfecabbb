import { z } from "zod";
import { barredFrom } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { areApart, type Circle } from "#lib/councils/circle.ts";
import { conflictsIn } from "#lib/councils/conflicts.ts";
import { covers } from "#lib/councils/delegation.ts";
import { liftable } from "#lib/councils/lift.ts";
import { type OwnSeat, ownSeats, seatsForOthers } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import { delegationsTo } from "#lib/councils/rows/delegations.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { placesOf, type Why } from "#lib/kernel/refusal.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { unnamedOrigins } from "#lib/registry/rows/version-origins.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import { dataChanges } from "#lib/releases/data-changes.ts";
import { comparedWith, measuredAlone } from "#lib/releases/measured.ts";
import { mayExplain, mayWithdraw } from "#lib/releases/part-in.ts";
import { mayRecuse } from "#lib/releases/recusal.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import { challengesView, whyNotChallenged } from "#lib/releases/rows/challenge-reason.ts";
import { conditionViews, possibleOwners } from "#lib/releases/rows/condition-views.ts";
import { changedUnder, councilView } from "#lib/releases/rows/council-view.ts";
import { emergencyViewOf } from "#lib/releases/rows/emergency-view.ts";
import { standardViewOf } from "#lib/releases/rows/envelope-views.ts";
import { type Checked, gatherChecks } from "#lib/releases/rows/gather-checks.ts";
import { type ReleaseCaseFile, readRelease } from "#lib/releases/rows/lock-release.ts";
import { releaseCards } from "#lib/releases/rows/release-cards.ts";
import { releaseHistory } from "#lib/releases/rows/release-history.ts";
import { releaseRounds } from "#lib/releases/rows/release-rounds.ts";
import { ownRollback, rollbackBefore } from "#lib/releases/rows/rollbacks.ts";
import { signedBefore } from "#lib/releases/rows/signed-before.ts";
import { signedReports } from "#lib/releases/rows/signed-reports.ts";
import { templateOfTarget } from "#lib/releases/rows/templates.ts";
import { versionData } from "#lib/releases/rows/version-data.ts";
import { whoMayFill } from "#lib/releases/rows/who-may-fill.ts";
import { sealedNow } from "#lib/releases/sealed-now.ts";
import type { OwnSeatView } from "#lib/releases/views/release-council.ts";
import { type ReleasePageView, type ReleaseStep, releasePageView } from "#lib/releases/views/release-page.ts";

/** Everything about a release that a reviewer decides on. */
export const releasePage = defineQuery({
  name: "release-page",
  permission: "release:read",
  summary: "A release with everything a reviewer needs to decide",
  input: z.strictObject({ release: ordinal }),
  output: releasePageView,

  async load(tx, { release: number }, { caller, now }) {
    const read = await readRelease(tx, number, now);
    if (!read.ok) return read;
    const file = read.value;
    const council = councilStanding(file);
    const [circle, members, live, rollout] = await Promise.all([
      circleOf(tx, aroundRelease(file, now)),
      whoMayFill(tx, file, { takes: file.identity.takes, now }),
      currentExposure(tx, file.release.pointerId),
      rolloutOf(tx, file.id),
    ]);
    const delegations = await delegationsOver(tx, file, { caller, now });
    const own = [
      ...ownSeats(file, council, caller, circle),
      ...seatsForOthers(file, council, { caller, circle, delegations }),
    ];
    const owners = await possibleOwners(tx);
    const here = new Set(owners.map(({ id }) => id));
    const liveVersionId = live?.baseVersionId ?? null;
    const [origins, rounds, before, { gated, ...candidate }, rolledBack, rolledBackBefore, events] =
      await Promise.all([
        unnamedOrigins(tx, file.release.versionId),
        releaseRounds(tx, file.id),
        signedBefore(tx, file, own),
        candidateOf(tx, file, { members, liveVersionId, now }),
        ownRollback(tx, file.release),
        rollbackBefore(tx, file.release),
        releaseHistory(tx, file.id, file.waivers),
      ]);
    return ok({
      ...headOf(file),
      template: await templateOfTarget(tx, file.sections.target),
      council: councilView(council, { ...file, members, circle, liftable: liftable(file, council, caller) }),
      sealed: sealedNow(file, council),
      conditions: conditionViews(file, council, { caller, here, now }),
      recusals: recusalViews(file),
      challenge: whyNotChallenged(council),
      challenges: challengesView(council),
      independence: independenceView(circle, file.seats, caller),
      origins,
      rounds,
      signedBefore: before,
      ...candidate,
      rolledBack,
      rolledBackBefore,
      events,
      rollout,
      emergency: emergencyViewOf(file, { council, caller, now }),
      standard: standardViewOf(file, { gated, caller, now }),
      mine: {
        seats: own.map(mine),
        owners: own.some(({ whyNot }) => whyNot === null) ? owners.filter(({ id }) => id !== caller.id) : [],
        whyNotRecuse: whyNotRecuse(file, caller),
        ...stepsOf({ ...file, gated }, caller, { liveVersionId, now }),
      },
    });
  },
});

/** The rollout that carries it out, if one was started. */
async function rolloutOf(tx: Tx, releaseId: string): Promise<ReleasePageView["rollout"]> {
  const rollouts = await tx.$queryRaw<{ number: number; state: string }[]>`
    SELECT number, state FROM rollout WHERE release_id = ${releaseId}::uuid`;
  return rollouts[0] ?? null;
}

const recusalViews = ({ recusals }: ReleaseCaseFile) =>
  recusals.map(({ personName: person, reason, declaredAt }) => ({
    person,
    reason,
    at: declaredAt.toISOString(),
  }));

/** What the release is and requests. */
const headOf = ({ release, sections, digests, contributors }: ReleaseCaseFile) => ({
  number: release.number,
  id: release.id,
  state: release.state,
  round: release.round,
  changeClass: release.changeClass,
  tier: release.tier,
  author: { id: release.authorId, name: release.authorName },
  councilId: sections.policy.composition?.council ?? null,
  createdAt: release.createdAt.toISOString(),
  roundOpenedAt: release.roundOpenedAt.toISOString(),
  dueAt: release.dueAt?.toISOString() ?? null,
  approvedAt: release.approvedAt?.toISOString() ?? null,
  validUntil: release.validUntil?.toISOString() ?? null,
  subjectDigest: release.subjectDigest,
  sections,
  sectionDigests: digests,
  contributors: contributors.map(({ personId, personName: name, because }) => ({ personId, name, because })),
});

type Around = {
  readonly members: ReadonlyMap<BusinessFunction, string[]>;
  readonly liveVersionId: string | null;
  readonly now: Date;
};

/** The candidate beside the live version, and the checks on it. */
async function candidateOf(tx: Tx, file: ReleaseCaseFile, around: Around) {
  const { release, sections } = file;
  const [reports, cards, dataOf] = await Promise.all([
    signedReports(tx, sections),
    releaseCards(tx, file),
    versionData(tx, [release.versionId, release.baseVersionId]),
  ]);
  const comparison = comparedWith(sections.target.base, reports);
  return {
    comparison,
    evaluation: measuredAlone(reports),
    card: { ...cards, revision: sections.card.revision },
    data: dataChanges(dataOf(release.versionId), dataOf(release.baseVersionId)),
    ...(await gatherChecks(tx, file, { ...around, reports })),
  };
}

const independenceView = (circle: Circle, seats: readonly SeatRule[], { id }: Caller) => ({
  days: circle.days,
  signers: new Set(circle.sayers.map(({ personId }) => personId)).size,
  apart: areApart(circle),
  conflicts: conflictsIn(circle, seats, id).map((one) => ({ ...one, instead: [...one.instead] })),
});

/** The reader's own seats, each with their latest verdict and whether it still counts. */
const mine = ({
  function: name,
  onBehalfOf,
  whyNot,
  code,
  place,
  whyNotApprove,
  last,
}: OwnSeat<KeptSignature>): OwnSeatView => ({
  function: name,
  onBehalfOf,
  whyNot,
  code,
  place,
  whyNotApprove,
  signed: last && {
    decision: last.signature.decision,
    at: last.signature.signedAt.toISOString(),
    counts: last.standing.counts,
    changed: changedUnder(last.standing),
  },
});

/** By what the reader could sign this release for others now. */
async function delegationsOver(
  tx: Tx,
  { release: { modelId } }: ReleaseCaseFile,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
) {
  const all = await delegationsTo(tx, caller.id);
  return all.filter((one) => covers(one, { model: modelId, now }));
}

const whyNotRecuse = (file: ReleaseCaseFile, caller: Caller): string | null =>
  (
    barredFrom(caller, "recusal:declare") ??
    errorOf(releaseMachine.next(file.release.state, "recuse")) ??
    errorOf(mayRecuse(caller.id, file))
  )?.message ?? null;

type Gated = ReleaseCaseFile & Pick<Checked, "gated">;
type StepFacts = { readonly liveVersionId: string | null; readonly now: Date };

/** Why the reader may not take each of the other steps now, and where they can do something about it. */
function stepsOf(file: Gated, caller: Caller, facts: StepFacts) {
  const barred = barredSteps(file, caller, facts);
  const messageOf = (why: Why | null) => why?.message ?? null;
  return {
    whyNotSubmit: messageOf(barred.submit),
    whyNotEdit: messageOf(barred.edit),
    whyNotWithdraw: messageOf(barred.withdraw),
    whyNotExplain: messageOf(barred.explain),
    whyNotStart: messageOf(barred.start),
    places: placesOf(barred),
  };
}

function barredSteps(file: Gated, caller: Caller, { liveVersionId, now }: StepFacts) {
  const inState = (verb: "submit" | "edit" | "withdraw" | "explain") =>
    errorOf(releaseMachine.next(file.release.state, verb));
  return {
    submit: barredFrom(caller, "release:submit") ?? inState("submit"),
    edit: barredFrom(caller, "release:edit") ?? inState("edit"),
    withdraw:
      barredFrom(caller, "release:withdraw") ?? errorOf(mayWithdraw(file, caller)) ?? inState("withdraw"),
    explain: barredFrom(caller, "release:explain") ?? errorOf(mayExplain(file, caller)) ?? inState("explain"),
    start: barredFrom(caller, "rollout:start") ?? errorOf(approvalNow(file, liveVersionId, now)),
  } satisfies Record<ReleaseStep, Why | null>;
}
