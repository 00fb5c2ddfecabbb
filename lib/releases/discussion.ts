import { z } from "zod";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { id, ordinal, prose } from "#lib/kernel/fields.ts";

/** A challenge is a thread on which an approval may depend. */
export const THREAD_KINDS = ["thread", "challenge"] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const THREAD_VERBS = [
  "opened",
  "replied",
  "answered",
  "edited",
  "resolved",
  "reopened",
  "judged",
] as const;
export type ThreadVerb = (typeof THREAD_VERBS)[number];

export const THREADS_MAX = 300;
export const CHALLENGES_MAX = 20;
export const ACTS_MAX = 200;
export const VERSIONS_MAX = 20;
export const MENTIONS_MAX = 10;

/** What somebody writes, and whom they name in it. */
export const postText = prose(4000);
export const mentionsAsked = z
  .array(id)
  .max(MENTIONS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, { message: "must not name a person twice" });

/** What was found of an answer: of which of its versions, and of which version of the question. */
export const judgementSaid = z.object({
  judgement: named,
  question: ordinal,
  satisfied: z.boolean(),
  seat: z.enum(FUNCTIONS),
  subject: digestText,
});
export type JudgementSaid = z.infer<typeof judgementSaid>;

type By = { readonly id: string; readonly name: string };

/** Something that was done in a thread. Its text lies beside the log. */
export type ThreadAct = {
  /** Counted from 1, in the order of the log. */
  readonly act: number;
  readonly verb: ThreadVerb;
  /** The post and which version of it; of a judgement, those of the answer; otherwise 0. */
  readonly post: number;
  readonly version: number;
  readonly judgement: JudgementSaid | null;
  readonly by: By;
  readonly at: Date;
};

export type Post = {
  readonly post: number;
  readonly as: "opened" | "replied" | "answered";
  readonly by: By;
  readonly at: Date;
  /** When each version was written, the first with the post. */
  readonly versions: readonly Date[];
};

/** What was found, of which answer, by whom. */
export type Found = JudgementSaid & { readonly post: number; readonly by: By; readonly at: Date };

/** Where a thread is. */
export type Discussed = {
  readonly posts: readonly Post[];
  readonly resolved: { readonly by: By; readonly at: Date } | null;
  /** Every finding, oldest first. */
  readonly findings: readonly Found[];
};

const NOTHING: Discussed = { posts: [], resolved: null, findings: [] };

/** Where a thread is after what was done in it. The tables and the log are folded by this alone. */
export const discussed = (acts: readonly ThreadAct[]): Discussed => acts.reduce(after, NOTHING);

function after(so: Discussed, { verb, post, by, at, judgement }: ThreadAct): Discussed {
  switch (verb) {
    case "opened":
    case "replied":
    case "answered":
      return { ...so, posts: [...so.posts, { post, as: verb, by, at, versions: [at] }] };
    case "edited":
      return {
        ...so,
        posts: so.posts.map((one) => (one.post === post ? { ...one, versions: [...one.versions, at] } : one)),
      };
    case "resolved":
      return { ...so, resolved: { by, at } };
    case "reopened":
      return { ...so, resolved: null };
    case "judged":
      return judgement ? { ...so, findings: [...so.findings, { ...judgement, post, by, at }] } : so;
  }
}

export const answerOf = ({ posts }: Pick<Discussed, "posts">): Post | null =>
  posts.findLast(({ as }) => as === "answered") ?? null;

/** What was found last of the newest answer; null while nobody judged that. */
export function findingOf(thread: Pick<Discussed, "posts" | "findings">): Found | null {
  const answer = answerOf(thread);
  return thread.findings.findLast(({ post }) => post === answer?.post) ?? null;
}

/** The posts that somebody judged: their words stay as they were judged. */
export const judgedPosts = ({ findings }: Pick<Discussed, "findings">): ReadonlySet<number> =>
  new Set(findings.flatMap(({ post }) => [1, post]));

/** A thread with everything that was done in it. */
export type Thread = Discussed & {
  readonly id: string;
  readonly number: number;
  readonly kind: ThreadKind;
  /** Of a challenge: the function it was raised for. */
  readonly seat: BusinessFunction | null;
  /** How many things were done in it. */
  readonly acts: number;
};

export const openerOf = ({ posts }: Pick<Discussed, "posts">): By | undefined => posts[0]?.by;
