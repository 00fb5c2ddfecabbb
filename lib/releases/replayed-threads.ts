import type { Fact } from "#lib/audit/replay.ts";
import type { Anchor } from "./anchor.ts";
import type { JudgementSaid } from "./discussion.ts";

type HeldThread = {
  readonly thread: string;
  readonly of: string;
  readonly nth: number;
  readonly round: number;
  readonly anchor: Anchor;
  readonly pinned: string;
  readonly seat: string | null;
};

const nameOf = (thread: string): string => `thread ${thread}`;

/** The facts of a thread that a replay compares, under one name for the log and the table. */
export const replayedThread = ({ thread, ...held }: HeldThread): [string, Fact] => [nameOf(thread), held];

type HeldAct = { readonly thread: string; readonly by: string; readonly at: string };
type HeldPost = HeldAct & {
  readonly verb: string;
  readonly post: number;
  readonly version: number;
  readonly mentions: readonly string[];
};

/** The same of a post, and of each of its edits. */
export const replayedPost = ({ thread, post, version, ...held }: HeldPost): [string, Fact] => [
  `post ${post}, version ${version}, of ${nameOf(thread)}`,
  held,
];

/** The same of a thread that was resolved or reopened. */
export const replayedClosing = ({
  thread,
  verb,
  by,
  at,
}: HeldAct & { readonly verb: string }): [string, Fact] => [`${nameOf(thread)} ${verb} at ${at}`, { by }];

/** The same of what was found of an answer. */
export const replayedFinding = ({
  thread,
  judgement,
  ...held
}: HeldAct & JudgementSaid & { readonly post: number; readonly version: number }): [string, Fact] => [
  `finding ${judgement} of ${nameOf(thread)}`,
  held,
];
