import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { PolicyContent, SeatRule } from "#lib/policy/policy.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import { answerChallenge } from "#lib/releases/commands/answer-challenge.ts";
import { judgeChallenge } from "#lib/releases/commands/judge-challenge.ts";
import { openThread } from "#lib/releases/commands/open-thread.ts";
import { raiseChallenge } from "#lib/releases/commands/raise-challenge.ts";
import { answerOf } from "#lib/releases/discussion.ts";
import { fileIn } from "./conditions.ts";
import { oneCouncil } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** A council under which every release is challenged. */
export const challenged = (...seats: readonly SeatRule[]): PolicyContent => ({
  ...oneCouncil(...seats),
  challenges: { from: "low" },
});

type Asking = { readonly release: number; readonly anchor?: Anchor; readonly text?: string };

export const ask = (here: TestWorkspace, by: Person, { release, anchor, text }: Asking) =>
  here.attempt(
    openThread,
    { release, anchor: anchor ?? { at: "release" }, text: text ?? "Why 15 bins?" },
    by,
  );

export const challenge = (
  here: TestWorkspace,
  by: Person,
  { release, anchor, text, seat = "compliance" }: Asking & { readonly seat?: BusinessFunction },
) =>
  here.attempt(
    raiseChallenge,
    { release, seat, anchor: anchor ?? { at: "release" }, text: text ?? "Why is a worse night acceptable?" },
    by,
  );

type Named = { readonly release: number; readonly thread: number };

export const answering = (here: TestWorkspace, by: Person, { release, thread }: Named) =>
  here.attempt(
    answerChallenge,
    { release, thread, text: "The plan stops at 25 % until 2,000 are labelled." },
    by,
  );

/** The input for judging the newest answer to a challenge as it is. */
export async function judging(here: TestWorkspace, { release, thread }: Named, satisfied = true) {
  const file = await fileIn(here, release);
  const found = file.challenges.find(({ number }) => number === thread);
  const answer = found && answerOf(found);
  return {
    release,
    thread,
    subjectDigest: file.digest,
    post: answer?.post ?? 2,
    version: answer?.versions.length ?? 1,
    question: found?.posts[0]?.versions.length ?? 1,
    satisfied,
    reason: satisfied ? "That bounds it." : "Night planners see no share of traffic.",
  };
}

export const judge = async (here: TestWorkspace, by: Person, of: Named, satisfied = true) =>
  here.attempt(judgeChallenge, await judging(here, of, satisfied), by);

type Two = { readonly challenger: Person; readonly author: Person };

/** A challenge for compliance that is answered to its challenger's satisfaction. */
export async function settled(here: TestWorkspace, { challenger, author }: Two, release: number) {
  const raised = await challenge(here, challenger, { release });
  if (!raised.ok) throw new Error(raised.error.message);
  const of = { release, thread: raised.value.thread };
  for (const outcome of [await answering(here, author, of), await judge(here, challenger, of)])
    if (!outcome.ok) throw new Error(outcome.error.message);
  return of;
}
