import { barredFrom } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { errorOf } from "#lib/kernel/result.ts";
import { sectionOf } from "#lib/releases/anchor.ts";
import { mayAnswer, mayJudge } from "#lib/releases/challenges.ts";
import { answerOf, openerOf, type Post } from "#lib/releases/discussion.ts";
import { mayClose, mayEdit, mayWrite } from "#lib/releases/thread-rules.ts";
import type { PostView, ThreadView } from "#lib/releases/views/discussion.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import type { Written } from "./thread-texts.ts";
import type { KeptThread } from "./threads.ts";

type Showing = {
  readonly state: ThreadView["state"];
  readonly changedSince: boolean;
  readonly written: Written;
  readonly file: ReleaseCaseFile;
  readonly caller: Caller;
};

/** A thread for its reader: what was said, where it is, and what the reader may do about it. */
export function threadViewOf(thread: KeptThread, showing: Showing): ThreadView {
  const { state, changedSince, written, caller } = showing;
  const posts = thread.posts.map((one) => postOf(one, thread, showing));
  const verb = thread.resolved ? "reopen" : "resolve";
  return {
    number: thread.number,
    kind: thread.kind,
    state,
    anchor: thread.anchor,
    section: sectionOf(thread.anchor),
    quote: written.quote(thread.id),
    round: thread.round,
    changedSince,
    seat: thread.seat,
    resolved: thread.resolved && { by: thread.resolved.by.name, at: thread.resolved.at.toISOString() },
    posts,
    findings: thread.findings.map(({ judgement, post, satisfied, by, at }) => ({
      post,
      satisfied,
      by: by.name,
      at: at.toISOString(),
      reason: written.reason(judgement),
    })),
    mentionsMe: thread.log.some(({ mentions }) => mentions.includes(caller.id)),
    mayReply: caller.kind === "person" && mayWrite(thread).ok,
    whyNotClose: errorOf(mayClose(thread, { verb, personId: caller.id }))?.message ?? null,
    ...challengeActs(thread, showing),
  };
}

function postOf(post: Post, thread: KeptThread, { written, caller }: Showing): PostView {
  const newest = thread.log.findLast((act) => act.post === post.post && act.verb !== "judged");
  return {
    post: post.post,
    as: post.as,
    by: post.by,
    at: post.at.toISOString(),
    versions: post.versions.map((at, index) => ({
      version: index + 1,
      at: at.toISOString(),
      text: written.text(thread.id, post.post, index + 1),
    })),
    mentions: (newest?.mentions ?? []).map(written.name),
    mayEdit: mayEdit(thread, { post: post.post, personId: caller.id }).ok,
  };
}

/** What the reader may do about a challenge, by the rules that its commands ask. */
function challengeActs(thread: KeptThread, { state, file, caller }: Showing) {
  const inReview = file.open.ok;
  if (thread.kind !== "challenge" || caller.kind !== "person" || !inReview || state === "void")
    return { mayAnswer: false, mayJudge: false };
  const { authorId } = file.release;
  const { contributors, digest, recused } = file;
  return {
    mayAnswer: mayAnswer(thread, { personId: caller.id, authorId, contributors, digest, recused }).ok,
    mayJudge:
      state === "answered" &&
      barredFrom(caller, "challenge:judge") === null &&
      mayJudge(thread, {
        judge: caller,
        subject: file,
        challengerStays: challengerStays(file, thread),
        answer: asItIs(thread),
      }).ok,
  };
}

/** Whether the challenger judges the answer themselves; whoever recused themselves is not replaced. */
export function challengerStays(file: ReleaseCaseFile, thread: KeptThread): boolean {
  const challenger = openerOf(thread)?.id ?? "";
  return file.speaks(challenger, thread.seat!) || (file.recused?.has(challenger) ?? false);
}

const asItIs = (thread: KeptThread) => {
  const answer = answerOf(thread);
  return {
    post: answer?.post ?? 0,
    version: answer?.versions.length ?? 0,
    question: thread.posts[0]?.versions.length ?? 0,
  };
};
