import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import { type Council, councilStanding } from "#lib/councils/quorum.ts";
import { type Section, signedSections } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { releaseChecks } from "#lib/releases/checks.ts";
import { type ReleaseState, releaseMachine } from "#lib/releases/release.ts";
import { compareWithBase, diffData, measuredAlone, readCards } from "#lib/releases/rows/compare-with-base.ts";
import { type ReleaseCaseFile, readRelease } from "#lib/releases/rows/lock-release.ts";
import { releaseEvents } from "#lib/releases/rows/release-events.ts";
import { type ReleaseView, releaseView } from "#lib/releases/rows/release-view.ts";
import { whoMayFill } from "#lib/releases/rows/who-may-fill.ts";
import { unfillable } from "./release-preview.ts";

type SignedVerdict = ReleaseCaseFile["verdicts"][number];

/** One page to decide on. */
export const releasePage = defineQuery({
  name: "release-page",
  permission: "release:read",
  summary: "A release with everything to decide on",
  input: z.strictObject({ release: ordinal }),
  output: releaseView,

  async load(tx, { release: number }, { caller, now }) {
    const read = await readRelease(tx, number);
    if (!read.ok) return read;
    const file = read.value;
    const { release, sections } = file;
    const council = councilStanding({ ...file, seats: sections.policy.seats });
    const members = await whoMayFill(
      tx,
      file.contributors.map(({ personId }) => personId),
    );
    const comparison = await compareWithBase(tx, file);
    const live = await currentExposure(tx, release.pointerId);
    const cards = await readCards(tx, file);
    const baseStillLive = (live?.baseVersionId ?? null) === release.baseVersionId;
    const rollout = await tx.$queryRaw<{ number: number; state: string }[]>`
      SELECT number, state FROM rollout WHERE release_id = ${release.id}::uuid`;
    const checks = releaseChecks({
      number,
      model: sections.target.model,
      version: sections.artifact.version,
      baseVersion: sections.target.base?.version ?? null,
      baseStillLive:
        baseStillLive || !["draft", "in-review", "changes-requested", "approved"].includes(release.state),
      comparison,
      newerCard: cards.newer,
      unfillable: unfillable(sections.policy.seats, members),
    });
    return ok({
      number,
      id: release.id,
      state: release.state as ReleaseState,
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
      sectionDigests: file.digests,
      council: councilView(council, members),
      contributors: file.contributors.map(({ personId, personName: name, because }) => ({
        personId,
        name,
        because,
      })),
      rounds: await roundsOf(tx, release.id),
      comparison,
      evaluation: await measuredAlone(tx, file),
      card: { candidate: cards.candidate, base: cards.base, revision: sections.card.revision },
      data: await diffData(tx, file),
      checks,
      events: await releaseEvents(tx, release.id),
      rollout: rollout[0] ?? null,
      mine: mine(file, council, caller, now),
    });
  },
});

function councilView(
  council: Council<SignedVerdict>,
  members: ReadonlyMap<BusinessFunction, string[]>,
): ReleaseView["council"] {
  return {
    met: council.met,
    approved: council.approved,
    seats: council.seats.map((seat) => ({
      function: seat.function,
      min: seat.min,
      state: seat.state,
      signs: signedSections(seat.function, council.seats),
      candidates: members.get(seat.function) ?? [],
      verdicts: seat.verdicts.map(({ verdict, standing }) => ({
        id: verdict.id,
        round: verdict.round,
        decision: verdict.decision,
        signerName: verdict.signerName,
        comment: verdict.comment,
        meaning: verdict.meaning,
        method: verdict.method,
        signedAt: verdict.signedAt.toISOString(),
        subjectDigest: verdict.subjectDigest,
        counts: standing.counts,
        because: standing.counts ? null : standing.because,
        changedSections: !standing.counts && standing.because === "changed" ? [...standing.sections] : [],
      })),
    })),
  };
}

async function roundsOf(tx: Tx, releaseId: string): Promise<ReleaseView["rounds"]> {
  const rounds = await tx.releaseRound.findMany({ where: { releaseId }, orderBy: { round: "desc" } });
  const people = await tx.person.findMany({ where: { id: { in: rounds.map((round) => round.openedById) } } });
  const names = new Map(people.map((person) => [person.id, person.name]));
  return rounds.map((round) => ({
    round: round.round,
    openedAt: round.openedAt.toISOString(),
    openedBy: names.get(round.openedById) ?? "",
    changedSections: round.changedSections as Section[],
  }));
}

function mine(
  file: ReleaseCaseFile,
  council: Council<SignedVerdict>,
  caller: Caller,
  now: Date,
): ReleaseView["mine"] {
  const { release, sections } = file;
  const state = release.state as ReleaseState;
  const functions: readonly BusinessFunction[] = caller.kind === "person" ? caller.functions : [];
  const seats = sections.policy.seats
    .filter((rule) => functions.includes(rule.function))
    .map((rule) => ({
      function: rule.function,
      whyNot: whyNotSign(file, caller, rule.function),
      signed: lastOf(caller, rule.function, council),
    }));
  const over = release.validUntil && release.validUntil <= now ? "The approval's time is over." : null;
  const lapsed = state === "approved" && !council.approved ? "The approval no longer stands." : null;
  return {
    seats,
    whyNotSubmit: whyNotPermitted(caller, "release:submit") ?? releaseMachine.whyNot(state, "submit"),
    whyNotEdit: whyNotPermitted(caller, "release:edit") ?? releaseMachine.whyNot(state, "edit"),
    whyNotWithdraw: whyNotPermitted(caller, "release:withdraw") ?? releaseMachine.whyNot(state, "withdraw"),
    whyNotStart:
      whyNotPermitted(caller, "rollout:start") ?? releaseMachine.whyNot(state, "start") ?? over ?? lapsed,
  };
}

/** The reader's own latest verdict for a seat, and whether it still counts. */
function lastOf(
  caller: Caller,
  seat: BusinessFunction,
  council: Council<SignedVerdict>,
): ReleaseView["mine"]["seats"][number]["signed"] {
  const own = council.seats
    .find((each) => each.function === seat)
    ?.verdicts.findLast(({ verdict }) => verdict.signerId === caller.id);
  if (!own) return null;
  const { verdict, standing } = own;
  return {
    decision: verdict.decision,
    at: verdict.signedAt.toISOString(),
    counts: standing.counts,
    changed: !standing.counts && standing.because === "changed" ? [...standing.sections] : [],
  };
}

function whyNotSign(
  { release, sections, contributors, verdicts }: ReleaseCaseFile,
  caller: Caller,
  seat: BusinessFunction,
) {
  if (caller.kind !== "person") return "Only a person can sign.";
  const closed =
    whyNotPermitted(caller, "verdict:cast") ?? releaseMachine.whyNot(release.state as ReleaseState, "sign");
  if (closed) return closed;
  const eligible = mayFillSeat({
    signer: caller,
    seat,
    seats: sections.policy.seats,
    contributors,
    verdicts,
  });
  return eligible.ok ? null : eligible.error.message;
}
