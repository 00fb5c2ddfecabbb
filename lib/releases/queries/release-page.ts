import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { type OwnSeat, ownSeats } from "#lib/councils/own-seats.ts";
import { type Council, councilStanding, type SignatureStanding } from "#lib/councils/quorum.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { SECTIONS, type Section, signedSections } from "#lib/councils/sections.ts";
import { overIn } from "#lib/councils/statement.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { approvalNow } from "#lib/releases/approval.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { compareWithBase, diffData, measuredAlone, readCards } from "#lib/releases/rows/compare-with-base.ts";
import { gatherChecks } from "#lib/releases/rows/gather-checks.ts";
import { type ReleaseCaseFile, readRelease } from "#lib/releases/rows/lock-release.ts";
import { releaseHistory } from "#lib/releases/rows/release-history.ts";
import { ownRollback, rollbackBefore } from "#lib/releases/rows/rollbacks.ts";
import { signedBefore } from "#lib/releases/rows/signed-before.ts";
import { whoMayFill } from "#lib/releases/rows/who-may-fill.ts";
import { type OwnSeatView, PROOF_METHODS, type ReleaseCouncil } from "#lib/releases/views/release-council.ts";
import { type ReleasePageView, releasePageView } from "#lib/releases/views/release-page.ts";
import { mayWithdraw } from "#lib/releases/withdrawal.ts";

/** Everything about a release that a reviewer decides on. */
export const releasePage = defineQuery({
  name: "release-page",
  permission: "release:read",
  summary: "A release with everything a reviewer needs to decide",
  input: z.strictObject({ release: ordinal }),
  output: releasePageView,

  async load(tx, { release: number }, { caller, now }) {
    const read = await readRelease(tx, number);
    if (!read.ok) return read;
    const file = read.value;
    const council = councilStanding(file);
    const own = ownSeats(file, council, caller);
    const members = await whoMayFill(
      tx,
      file.contributors.map(({ personId }) => personId),
    );
    const live = await currentExposure(tx, file.release.pointerId);
    const rollout = await tx.$queryRaw<{ number: number; state: string }[]>`
      SELECT number, state FROM rollout WHERE release_id = ${file.id}::uuid`;
    return ok({
      ...headOf(file),
      council: councilView(council, members),
      rounds: await roundsOf(tx, file.id),
      signedBefore: await signedBefore(tx, file, own),
      ...(await candidateOf(tx, file, { members, liveVersionId: live?.baseVersionId ?? null })),
      rolledBack: await ownRollback(tx, file.release),
      rolledBackBefore: await rollbackBefore(tx, file.release),
      events: await releaseHistory(tx, file.id),
      rollout: rollout[0] ?? null,
      mine: {
        seats: own.map(mine),
        ...stepsOf(file, caller, { liveVersionId: live?.baseVersionId ?? null, now }),
      },
    });
  },
});

/** What the release is and requests. */
const headOf = ({ release, sections, digests, contributors }: ReleaseCaseFile) => ({
  number: release.number,
  id: release.id,
  state: release.state,
  round: release.round,
  changeClass: release.changeClass,
  tier: release.tier,
  author: { id: release.authorId, name: release.authorName },
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
};

/** The candidate beside the live version, and the checks on it. */
async function candidateOf(tx: Tx, file: ReleaseCaseFile, around: Around) {
  const comparison = await compareWithBase(tx, file);
  const cards = await readCards(tx, file);
  return {
    comparison,
    evaluation: await measuredAlone(tx, file),
    card: { ...cards, revision: file.sections.card.revision },
    data: await diffData(tx, file),
    checks: await gatherChecks(tx, file, { ...around, comparison }),
  };
}

function councilView(
  council: Council<KeptSignature>,
  members: ReadonlyMap<BusinessFunction, string[]>,
): ReleaseCouncil {
  return {
    met: council.met,
    approved: council.approved,
    seats: council.seats.map((seat) => ({
      function: seat.function,
      min: seat.min,
      state: seat.state,
      signs: signedSections(seat.function, council.seats),
      candidates: members.get(seat.function) ?? [],
      verdicts: seat.signatures.map(({ signature, standing }) => ({
        id: signature.id,
        round: signature.round,
        decision: signature.decision,
        signerName: signature.signerName,
        comment: signature.comment,
        over: [...overIn(signature.statement)],
        meaning: signature.meaning,
        method: oneOf(PROOF_METHODS, signature.method),
        signedAt: signature.signedAt.toISOString(),
        subjectDigest: signature.subjectDigest,
        counts: standing.counts,
        because: standing.counts ? null : standing.because,
        changedSections: changedUnder(standing),
      })),
    })),
  };
}

const changedUnder = (standing: SignatureStanding): Section[] =>
  !standing.counts && standing.because === "changed" ? [...standing.sections] : [];

async function roundsOf(tx: Tx, releaseId: string): Promise<ReleasePageView["rounds"]> {
  const rounds = await tx.releaseRound.findMany({ where: { releaseId }, orderBy: { round: "desc" } });
  const people = await tx.person.findMany({ where: { id: { in: rounds.map((round) => round.openedById) } } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  return rounds.map((round) => ({
    round: round.round,
    openedAt: round.openedAt.toISOString(),
    openedBy: names.get(round.openedById) ?? "",
    changedSections: round.changedSections.map((name) => oneOf(SECTIONS, name)),
  }));
}

/** The reader's own seats, each with their latest verdict and whether it still counts. */
const mine = ({ function: name, whyNot, code, last }: OwnSeat<KeptSignature>): OwnSeatView => ({
  function: name,
  whyNot,
  code,
  signed: last && {
    decision: last.signature.decision,
    at: last.signature.signedAt.toISOString(),
    counts: last.standing.counts,
    changed: changedUnder(last.standing),
  },
});

/** Why the reader may not take each of the other steps now. */
function stepsOf(
  file: ReleaseCaseFile,
  caller: Caller,
  { liveVersionId, now }: { liveVersionId: string | null; now: Date },
) {
  const { state } = file.release;
  const approval = approvalNow(file, liveVersionId, now);
  const withdrawal = mayWithdraw(file, caller);
  return {
    whyNotSubmit: whyNotPermitted(caller, "release:submit") ?? releaseMachine.whyNot(state, "submit"),
    whyNotEdit: whyNotPermitted(caller, "release:edit") ?? releaseMachine.whyNot(state, "edit"),
    whyNotWithdraw:
      whyNotPermitted(caller, "release:withdraw") ??
      (withdrawal.ok ? releaseMachine.whyNot(state, "withdraw") : withdrawal.error.message),
    whyNotExplain: whyNotPermitted(caller, "release:explain") ?? releaseMachine.whyNot(state, "explain"),
    whyNotStart: whyNotPermitted(caller, "rollout:start") ?? (approval.ok ? null : approval.error.message),
  };
}
