import { z } from "zod";
import { SECTIONS } from "#lib/councils/sections.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { anchorSchema } from "#lib/releases/anchor.ts";
import { THREAD_KINDS } from "#lib/releases/discussion.ts";
import { namedPerson } from "./conditions.ts";

const why = z.string().nullable();

/** Where a challenge is: `void` where whoever raised it recused themselves. */
export const THREAD_STATES = [
  "open",
  "resolved",
  "unanswered",
  "answered",
  "settled",
  "not-satisfied",
  "void",
] as const;

const version = z.object({
  version: z.number(),
  at: z.string(),
  /** Null where it was erased. */
  text: z.string().nullable(),
});

const post = z.object({
  post: z.number(),
  as: z.enum(["opened", "replied", "answered"]),
  by: namedPerson,
  at: z.string(),
  /** Every version of its text, oldest first. */
  versions: z.array(version),
  /** Whom its newest version names. */
  mentions: z.array(z.string()),
  /** Whether the reader may edit it. */
  mayEdit: z.boolean(),
});
export type PostView = z.infer<typeof post>;

const finding = z.object({
  post: z.number(),
  satisfied: z.boolean(),
  by: z.string(),
  at: z.string(),
  /** Null where it was erased. */
  reason: z.string().nullable(),
});

const threadView = z.object({
  number: z.number(),
  kind: z.enum(THREAD_KINDS),
  state: z.enum(THREAD_STATES),
  anchor: anchorSchema,
  section: z.enum(SECTIONS).nullable(),
  /** What stood there when it was opened, where that is short; null also where it was erased. */
  quote: z.string().nullable(),
  /** The round in which it was opened. */
  round: z.number(),
  /** Whether what it is pinned to changed since, or is no longer there. */
  changedSince: z.boolean(),
  /** The function that a challenge was raised for. */
  seat: z.enum(FUNCTIONS).nullable(),
  resolved: z.object({ by: z.string(), at: z.string() }).nullable(),
  posts: z.array(post),
  findings: z.array(finding),
  mentionsMe: z.boolean(),
  mayReply: z.boolean(),
  /** Why the reader may not resolve or reopen it; of a challenge nobody does. */
  whyNotClose: why,
  mayAnswer: z.boolean(),
  mayJudge: z.boolean(),
});
export type ThreadView = z.infer<typeof threadView>;

/** The discussion of a release, what is open first. */
export const discussionView = pageOf(threadView).extend({
  /** How many threads are open, by the part of the release at which they are shown; null for the whole. */
  open: z.array(z.object({ section: z.enum(SECTIONS).nullable(), threads: z.number() })),
  openThreads: z.number(),
  openChallenges: z.number(),
  /** Whether the policy asks for a challenge, and how many are settled. */
  challenged: z.boolean(),
  settled: z.number(),
  /** Who can be named in a post. */
  people: z.array(namedPerson),
  /** The functions that the reader can challenge it for. */
  challengesFor: z.array(z.enum(FUNCTIONS)),
  whyNotChallenge: why,
});
export type DiscussionView = z.infer<typeof discussionView>;
