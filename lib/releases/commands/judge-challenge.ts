import { z } from "zod";
import { adminApart } from "#lib/access/granting.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayApprove } from "#lib/councils/approving.ts";
import type { Judgement } from "#lib/councils/challenge.ts";
import type { Circle, Sayer } from "#lib/councils/circle.ts";
import { mayIdentify } from "#lib/councils/identity-taken.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleHeld } from "#lib/councils/rows/circles.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { digest, ordinal, prose } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { judgementOf, mayJudge, withJudgement } from "#lib/releases/challenges.ts";
import { outcomeOfStanding } from "#lib/releases/consequence.ts";
import { findingOf, openerOf } from "#lib/releases/discussion.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { type GatesNow, gatesField } from "#lib/releases/gates-now.ts";
import { aroundRelease } from "#lib/releases/rows/around-release.ts";
import { gatesOfFile } from "#lib/releases/rows/gather-checks.ts";
import type { ReleaseCaseFile } from "#lib/releases/rows/lock-release.ts";
import { outcomeEvent } from "#lib/releases/rows/outcome-event.ts";
import { recordConsequence } from "#lib/releases/rows/record-consequence.ts";
import { recordDossier } from "#lib/releases/rows/record-dossier.ts";
import { aboutThread, inThread, lockThread } from "#lib/releases/rows/thread-file.ts";
import { challengerStays } from "#lib/releases/rows/thread-view.ts";
import { type KeptThread, writeAct } from "#lib/releases/rows/threads.ts";
import { isHeldBack } from "#lib/releases/standard-now.ts";

/**
 * Says whether the answer to a challenge is satisfactory, with a reason: of exactly the words and the content that the
 * challenger read. Where it was all that kept the release from being approved, that follows in the same transaction.
 */
export const judgeChallenge = defineCommand({
  name: "judge-challenge",
  permission: "challenge:judge",
  summary: "Judge the answer to a challenge that one raised",
  input: z.strictObject({
    release: ordinal,
    thread: ordinal,
    subjectDigest: digest,
    /** The answer that was read, which version of it, and which version of the question. */
    post: ordinal,
    version: ordinal,
    question: ordinal,
    satisfied: z.boolean(),
    reason: prose(2000),
  }),
  output: z.object({ thread: z.number(), satisfied: z.boolean(), state: z.string() }),

  async load(tx, { release, thread }, context) {
    await holdSigner(tx, context.caller);
    const found = await lockThread(tx, { release, thread, kind: "challenge" }, context.now);
    if (!found.ok) return found;
    const { file } = found.value;
    const held = await circleHeld(tx, aroundRelease(file, context.now), context.caller);
    return ok({ ...found.value, ...held, gated: await gatesOfFile(tx, file, context.now) });
  },

  decide({ file, thread, signer: judge, circle, gated }, asked, { newId, now }) {
    const { subjectDigest, satisfied, reason, ...answer } = asked;
    if (judge.kind !== "person") return refuse("forbidden", "person-only", "Only a person can judge it.");
    if (!file.open.ok) return file.open;
    if (judge.roles.includes("admin")) return adminApart;
    if (subjectDigest !== file.digest) return changedSince;
    const may = mayJudge(thread, {
      judge,
      subject: file,
      challengerStays: challengerStays(file, thread),
      answer,
    });
    if (!may.ok) return may;
    const [seat, id] = [thread.seat!, newId()];
    const judgement = { id, personId: judge.id, seat, satisfied, subject: file.digest };
    if (saysNothingNew(thread, judgement, file)) return alreadyJudged;
    const settles = satisfied ? maySettle({ personId: judge.id, seat }, file, circle) : ok(null);
    if (!settles.ok) return settles;
    const after = { ...file, challenging: withJudgement(file.challenging, thread.id, judgement) };
    const lapsed = lapsedOf(after);
    const said = { judgement: id, question: answer.question, satisfied, seat, subject: file.digest };
    const judged = eventOf("challenge.judged", {
      ...aboutThread(file, thread.id),
      data: {
        ...inThread(file, thread.id),
        ...said,
        post: answer.post,
        version: answer.version,
        signer: judge.id,
        ...(judge.id === openerOf(thread)?.id ? {} : INSTEAD),
        lapsed,
        ...(satisfied ? rulesOf(circle) : {}),
        ...gatesField(gated),
      },
      details: { reason, names: { [judge.id]: judge.name } },
    });
    return ok<ReleaseEvent[]>([judged, ...followingFrom(after, { gated, now, lapsed })]);
  },

  async record(tx, events, { file, thread, gated }, context) {
    const [judged] = events;
    if (judged?.type !== "challenge.judged") throw new Error("what was found comes first");
    await recordDossier(tx, gated, file.release, context.now);
    const { post, version, judgement, question, satisfied, seat, subject } = judged.data;
    const found = { judgement, question, satisfied, seat, subject };
    await writeAct(tx, thread, { verb: "judged", post, version, judgement: found }, context);
    const state = await recordConsequence(tx, file.release, events, context.now);
    return { thread: thread.number, satisfied, state };
  },
});

/** To find an answer satisfactory takes what an approval takes, but for the proof of presence. */
function maySettle(sayer: Sayer, file: ReleaseCaseFile, circle: Circle): Result<null, Refusal> {
  const identified = mayIdentify(file, sayer.personId);
  return identified.ok ? mayApprove(sayer, circle) : identified;
}

const INSTEAD = { instead: true } as const;

/** Of a satisfactory answer: the policy's rules for signers under which it was found so. */
const rulesOf = ({ days, waitHours }: Circle) => ({
  independenceDays: days,
  hands: true as const,
  factorWaitHours: waitHours,
});

const changedSince = refuse(
  "stale",
  "digest-changed",
  "This release changed since you opened it. Nothing was judged.",
  { todo: "Review what changed, then judge the answer." },
);

const alreadyJudged = refuse("conflict", "already-judged", "That is your verdict on this answer already.");

/** The same person found the same of the same answer and the same content, and is still heard. */
function saysNothingNew(
  thread: KeptThread,
  { personId, satisfied, subject }: Judgement,
  file: ReleaseCaseFile,
) {
  const found = findingOf(thread);
  const last = found && judgementOf(found);
  return (
    last !== null &&
    last.personId === personId &&
    last.satisfied === satisfied &&
    last.subject === subject &&
    file.speaks(personId, last.seat)
  );
}

type Following = { readonly gated: GatesNow | null; readonly now: Date; readonly lapsed: readonly string[] };

/** What the sign-off leads to with it. */
function followingFrom(file: ReleaseCaseFile, { gated, now, lapsed }: Following): ReleaseEvent[] {
  const { release, sections } = file;
  const { number, round, state } = release;
  const { validDays } = sections.policy;
  const council = councilStanding(file);
  const outcome = outcomeOfStanding(state, council, {
    validDays,
    now,
    blocked: isHeldBack(file, gated, now),
  });
  const about = {
    stream: `release/${release.id}`,
    targets: [{ type: "release", id: release.id, digest: release.subjectDigest }],
  };
  return outcome === null
    ? []
    : [outcomeEvent(outcome, { about, number, round, validDays, council, lapsed })];
}
