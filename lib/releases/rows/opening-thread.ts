import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Anchor, mayPin, type Pinned } from "#lib/releases/anchor.ts";
import type { ThreadKind } from "#lib/releases/discussion.ts";
import { mayOpen } from "#lib/releases/thread-rules.ts";
import { anchorableIn } from "./anchorable.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { mentionedIn } from "./mentioned.ts";
import { lockThreads } from "./thread-file.ts";

type Asked = {
  readonly release: number;
  readonly anchor: Anchor;
  readonly mentions?: readonly string[] | undefined;
};

/** What a new thread or challenge is made of. */
export type Opening = {
  readonly file: ReleaseCaseFile;
  readonly nth: number;
  readonly pinned: Pinned;
  /** Names of those whom its first post names. */
  readonly mentioned: Readonly<Record<string, string>>;
};

/** Locks the release, and gathers what stands at the anchor and who is named; refused where a thread cannot be opened. */
export async function openingOf(
  tx: Tx,
  { release, anchor, mentions = [] }: Asked,
  kind: ThreadKind,
  now: Date,
): Promise<Result<Opening, Refusal>> {
  const locked = await lockThreads(tx, release, now);
  if (!locked.ok) return locked;
  const { threads, ...file } = locked.value;
  const may = mayOpen(threads, kind);
  if (!may.ok) return may;
  const pinned = mayPin(anchor, await anchorableIn(tx, file, [anchor]));
  if (!pinned.ok) return pinned;
  const mentioned = await mentionedIn(tx, mentions);
  if (!mentioned.ok) return mentioned;
  return ok({ file, nth: threads.length + 1, pinned: pinned.value, mentioned: mentioned.value });
}

/** The text of a post beside the log, with the names as they are now. */
export const writtenBy = (
  { id, name }: Caller,
  text: string,
  mentioned: Readonly<Record<string, string>>,
) => ({ text, names: { ...mentioned, [id]: name } });

/** The first post with what it is pinned to. */
export const openedBy = (caller: Caller, text: string, { pinned, mentioned }: Opening) => ({
  ...writtenBy(caller, text, mentioned),
  ...(pinned.quote === null ? {} : { quote: pinned.quote }),
});
