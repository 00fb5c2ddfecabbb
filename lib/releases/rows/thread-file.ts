import type { Tx } from "#lib/db/client.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { ThreadKind } from "#lib/releases/discussion.ts";
import { lockRelease, type ReleaseCaseFile } from "./lock-release.ts";
import { type KeptThread, threadIn, threadsOf } from "./threads.ts";

/** A release with its row locked, and the threads of it. */
export async function lockThreads(
  tx: Tx,
  release: number,
  now: Date,
): Promise<Result<ReleaseCaseFile & { readonly threads: readonly KeptThread[] }, Refusal>> {
  const file = await lockRelease(tx, release, now);
  return file.ok
    ? ok({ ...file.value, threads: (await threadsOf(tx, [file.value.id]))(file.value.id) })
    : file;
}

type Named = { readonly release: number; readonly thread: number; readonly kind?: ThreadKind };

export type ThreadFile = { readonly file: ReleaseCaseFile; readonly thread: KeptThread };

/** The same with one of its threads: whatever is done in it waits for the release, so its acts have one order. */
export async function lockThread(
  tx: Tx,
  { release, thread: number, kind }: Named,
  now: Date,
): Promise<Result<ThreadFile, Refusal>> {
  const file = await lockThreads(tx, release, now);
  if (!file.ok) return file;
  const thread = threadIn(file.value.threads, number, kind);
  return thread.ok ? ok({ file: file.value, thread: thread.value }) : thread;
}

/** What an event in a thread is about. */
export const aboutThread = ({ release }: Pick<ReleaseCaseFile, "release">, thread: string) => ({
  stream: `release/${release.id}`,
  targets: [
    { type: "release", id: release.id, digest: release.subjectDigest },
    { type: "release-thread", id: thread },
  ],
});

/** What every event in a thread says. */
export const inThread = ({ release }: Pick<ReleaseCaseFile, "release">, thread: string) => ({
  number: release.number,
  round: release.round,
  thread,
});

/** The field of an event: absent where nobody is named. */
export const mentionsField = (mentions: readonly string[]): { mentions?: readonly string[] } =>
  mentions.length > 0 ? { mentions } : {};
