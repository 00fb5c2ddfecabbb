import type { Challenge, Challenging, Judgement } from "#lib/councils/challenge.ts";
import type { Sayer } from "#lib/councils/circle.ts";
import { mayFillSeat, type Seating, type Signer } from "#lib/councils/eligibility.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { answerOf, type Found, findingOf, openerOf, type Post, type Thread } from "./discussion.ts";

/** A challenge as far as an approval depends on it. */
export const challengeOf = (thread: Thread): Challenge => {
  const found = findingOf(thread);
  return {
    id: thread.id,
    raisedById: openerOf(thread)?.id ?? "",
    judgement: found && judgementOf(found),
  };
};

export const judgementOf = ({ judgement: id, by, seat, satisfied, subject }: Found): Judgement => ({
  id,
  personId: by.id,
  seat,
  satisfied,
  subject,
});

type Challenged = {
  readonly challenges: readonly Thread[];
  readonly digest: string;
  readonly speaks: (personId: string, seat: BusinessFunction) => boolean;
};

/** The challenges of a release, also where its policy asks for none. */
export const challengingOf = ({ challenges, digest, speaks }: Challenged): Challenging => ({
  all: challenges.map(challengeOf),
  digest,
  heard: ({ personId, seat }) => speaks(personId, seat),
});

/** Who found an answer satisfactory, and for which function: they have a say, as whoever lifts an objection has. */
export const satisfiedIn = ({ findings }: Pick<Thread, "findings">): Sayer[] =>
  findings.filter(({ satisfied }) => satisfied).map(({ by, seat }) => ({ personId: by.id, seat }));

/** The same challenges with one of them judged. */
export const withJudgement = (
  challenging: Challenging | undefined,
  challenge: string,
  judgement: Judgement,
): Challenging | undefined =>
  challenging && {
    ...challenging,
    all: challenging.all.map((one) => (one.id === challenge ? { ...one, judgement } : one)),
    heard: (one) => one.id === judgement.id || challenging.heard(one),
  };

/** Whether this person challenges for a function: one of a seat that they could sign themselves. */
export const mayRaise = (
  challenger: Signer,
  seat: BusinessFunction,
  subject: Seating,
): Result<null, Refusal> => mayFillSeat(challenger, seat, subject);

type Answering = {
  readonly personId: string;
  readonly authorId: string;
  readonly contributors: readonly { readonly personId: string }[];
  /** The digest of what is under review, and who recused themselves. */
  readonly digest: string;
  readonly recused?: ReadonlySet<string> | undefined;
};

/** Whether this person answers a challenge: they had a part in the release, did not raise it, and no answer waits. */
export function mayAnswer(
  thread: Thread,
  { personId, authorId, contributors, digest, recused }: Answering,
): Result<null, Refusal> {
  if (openerOf(thread)?.id === personId)
    return refuse("forbidden", "own-challenge", "You raised this challenge, so you cannot answer it.", {
      todo: "Reply to it; somebody who had a part in the release answers.",
    });
  if (personId !== authorId && !contributors.some((one) => one.personId === personId))
    return refuse(
      "forbidden",
      "not-yours-to-answer",
      "Only somebody who had a part in the release answers a challenge of it.",
      { todo: "Reply instead, or ask its author." },
    );
  if (isAccepted(thread, digest, recused))
    return refuse("conflict", "challenge-settled", "The answer was found satisfactory already.");
  return answerOf(thread) !== null && findingOf(thread) === null
    ? refuse("conflict", "answer-waits", "An answer waits for the challenger’s verdict.", {
        todo: "Edit that answer if it is yours, or add a reply.",
      })
    : ok(null);
}

/**
 * Whether the newest answer was accepted for what is under review. Where whoever accepted it lost the authority since, the
 * answer is judged again, not given again.
 */
function isAccepted(thread: Thread, digest: string, recused: ReadonlySet<string> = new Set()): boolean {
  const found = findingOf(thread);
  return found?.satisfied === true && found.subject === digest && !recused.has(found.by.id);
}

type Judging = {
  readonly judge: Signer;
  readonly subject: Seating;
  /** Whether the challenger could still judge themselves. */
  readonly challengerStays: boolean;
  /** What the judge read. */
  readonly answer: { readonly post: number; readonly version: number; readonly question: number };
};

/**
 * Whether this person judges the answer to a challenge: the challenger does, and a holder of their function only where the
 * challenger no longer can. Nobody judges words that changed since they read them.
 */
export function mayJudge(
  thread: Thread,
  { judge, subject, challengerStays, answer }: Judging,
): Result<Post, Refusal> {
  const newest = answerOf(thread);
  const challenger = openerOf(thread);
  if (!newest || !challenger || !thread.seat)
    return refuse("illegal", "challenge-not-answered", "Nobody has answered this challenge yet.", {
      todo: "Wait for the answer.",
    });
  if (judge.id !== challenger.id && challengerStays)
    return refuse(
      "forbidden",
      "not-the-challenger",
      `Only ${challenger.name}, who raised this challenge, judges the answer.`,
      { todo: `Ask ${challenger.name}, or raise a challenge of your own.` },
    );
  const fills = mayFillSeat(judge, thread.seat, subject);
  if (!fills.ok) return fills;
  return isAsRead(thread, newest, answer)
    ? ok(newest)
    : refuse("stale", "answer-changed", "The question or the answer changed since you read it.", {
        todo: "Reload the page and read it again.",
      });
}

const isAsRead = ({ posts }: Thread, newest: Post, { post, version, question }: Judging["answer"]): boolean =>
  newest.post === post && newest.versions.length === version && posts[0]!.versions.length === question;
