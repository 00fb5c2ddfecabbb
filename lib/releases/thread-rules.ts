import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  ACTS_MAX,
  CHALLENGES_MAX,
  judgedPosts,
  openerOf,
  THREADS_MAX,
  type Thread,
  type ThreadKind,
  VERSIONS_MAX,
} from "./discussion.ts";

/** Whether a release takes one more thread of this kind. */
export function mayOpen(
  threads: readonly { readonly kind: ThreadKind }[],
  kind: ThreadKind,
): Result<null, Refusal> {
  const challenges = threads.filter((one) => one.kind === "challenge").length;
  if (kind === "challenge" && challenges >= CHALLENGES_MAX)
    return refuse("illegal", "too-many-challenges", `A release has at most ${CHALLENGES_MAX} challenges.`, {
      todo: "Reply to one of them, or sign that you object.",
    });
  return threads.length >= THREADS_MAX
    ? refuse("illegal", "too-many-threads", `A release has at most ${THREADS_MAX} threads.`, {
        todo: "Reply in one of them.",
      })
    : ok(null);
}

/** Only people talk: a token speaks for nobody. */
export const mayTalk = (caller: Caller): Result<null, Refusal> =>
  caller.kind === "person"
    ? ok(null)
    : refuse("forbidden", "person-only", "Only a person can take part in a discussion.");

/** Whether a thread takes one more act. */
const mayAdd = ({ acts }: Thread): Result<null, Refusal> =>
  acts >= ACTS_MAX
    ? refuse("illegal", "thread-full", `A thread holds at most ${ACTS_MAX} posts, edits and decisions.`, {
        todo: "Open another thread.",
      })
    : ok(null);

/** Whether somebody may write in it: it is not resolved. */
export function mayWrite(thread: Thread): Result<null, Refusal> {
  if (!thread.resolved) return mayAdd(thread);
  const { name } = thread.resolved.by;
  return refuse("illegal", "thread-resolved", `${name} resolved this thread.`, {
    todo: `Ask ${name} to reopen it, or open another.`,
  });
}

/** Whether this person may edit a post: their own, and one that nobody judged. */
export function mayEdit(
  thread: Thread,
  { post, personId }: { readonly post: number; readonly personId: string },
): Result<{ readonly version: number }, Refusal> {
  const found = thread.posts.find((one) => one.post === post);
  if (!found) return refuse("not-found", "post-not-found", "This thread has no such post.");
  if (found.by.id !== personId)
    return refuse("forbidden", "not-your-post", `Only ${found.by.name}, who wrote it, edits this post.`, {
      todo: "Reply to it.",
    });
  if (judgedPosts(thread).has(post))
    return refuse("illegal", "post-judged", "The challenger judged these words, so they stay as they are.", {
      todo: "Add a reply, or answer again.",
    });
  if (found.versions.length >= VERSIONS_MAX)
    return refuse("illegal", "too-many-edits", `A post is edited at most ${VERSIONS_MAX - 1} times.`, {
      todo: "Add a reply.",
    });
  const may = mayWrite(thread);
  return may.ok ? ok({ version: found.versions.length + 1 }) : may;
}

/** Whether this person may resolve or reopen a thread: whoever opened it, and of a challenge nobody. */
export function mayClose(
  thread: Thread,
  { verb, personId }: { readonly verb: "resolve" | "reopen"; readonly personId: string },
): Result<null, Refusal> {
  if (thread.kind === "challenge")
    return refuse("illegal", "challenge-is-judged", "A challenge ends with the verdict on its answer.", {
      todo: "Judge the answer.",
    });
  const opener = openerOf(thread);
  if (opener?.id !== personId)
    return refuse("forbidden", "not-your-thread", `Only ${opener?.name}, who opened it, can ${verb} it.`, {
      todo: `Ask ${opener?.name}.`,
    });
  if (verb === "resolve" && thread.resolved)
    return refuse("conflict", "thread-resolved-already", "This thread is resolved already.");
  if (verb === "reopen" && !thread.resolved)
    return refuse("conflict", "thread-open", "This thread is open already.");
  return verb === "reopen" ? mayAdd(thread) : ok(null);
}
