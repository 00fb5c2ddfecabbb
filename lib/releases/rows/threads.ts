import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import { type BusinessFunction, type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import {
  discussed,
  type JudgementSaid,
  THREAD_KINDS,
  THREAD_VERBS,
  type Thread,
  type ThreadAct,
  type ThreadKind,
  type ThreadVerb,
} from "#lib/releases/discussion.ts";

/** A thread as it is kept, with what was done in it. */
export type KeptThread = Thread & {
  readonly releaseId: string;
  readonly round: number;
  readonly anchor: Anchor;
  /** The digest of what stood there when it was opened. */
  readonly pinned: string;
  readonly log: readonly (ThreadAct & { readonly mentions: readonly string[] })[];
};

type Row = {
  readonly id: string;
  readonly releaseId: string;
  readonly number: number;
  readonly kind: string;
  readonly round: number;
  readonly anchor: Anchor;
  readonly pinned: string;
  readonly seat: string | null;
  readonly acts: readonly ActRow[];
};
type ActRow = Omit<ThreadAct, "verb" | "at"> & {
  readonly verb: string;
  readonly at: string;
  readonly mentions: readonly string[];
};

/** The threads of these releases, by release, in the order in which they were opened: one statement, however many. */
export async function threadsOf(
  tx: Tx,
  releaseIds: readonly string[],
  kinds: readonly ThreadKind[] = THREAD_KINDS,
): Promise<(releaseId: string) => KeptThread[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.id::text, t.release_id::text AS "releaseId", t.number, t.kind, t.round, t.anchor, t.pinned, t.seat,
           (SELECT json_agg(json_build_object('act', a.act, 'verb', a.verb, 'post', a.post, 'version', a.version,
                     'judgement', a.judgement, 'mentions', a.mentions, 'at', a.at,
                     'by', json_build_object('id', a.by_id, 'name', a.by_name)) ORDER BY a.act)
            FROM thread_act a WHERE a.thread_id = t.id) AS acts
    FROM release_thread t
    WHERE t.release_id = ANY (${[...releaseIds]}::uuid[]) AND t.kind = ANY (${[...kinds]})
    ORDER BY t.release_id, t.number`;
  const byRelease = Map.groupBy(rows.map(kept), ({ releaseId }) => releaseId);
  return (releaseId) => byRelease.get(releaseId) ?? [];
}

function kept({ acts, kind, seat, ...row }: Row): KeptThread {
  const log = acts.map(({ verb, at, ...act }) => ({
    ...act,
    verb: oneOf(THREAD_VERBS, verb),
    at: new Date(at),
  }));
  return {
    ...row,
    kind: oneOf(THREAD_KINDS, kind),
    seat: seat === null ? null : oneOf(FUNCTIONS, seat),
    ...discussed(log),
    acts: log.length,
    log,
  };
}

/** One of a release's threads, by its number. */
export const threadIn = (
  threads: readonly KeptThread[],
  number: number,
  kind?: ThreadKind,
): Result<KeptThread, Refusal> => {
  const found = threads.find((one) => one.number === number && (kind === undefined || one.kind === kind));
  return found
    ? ok(found)
    : refuse("not-found", "thread-not-found", `This release has no ${kind ?? "thread"} ${number}.`);
};

type Opening = {
  readonly id: string;
  readonly number: number;
  readonly kind: ThreadKind;
  readonly round: number;
  readonly anchor: Anchor;
  readonly pinned: string;
  readonly seat: BusinessFunction | null;
};

type Context = { readonly caller: Caller; readonly now: Date };

/** Writes a thread with its first post. */
export async function writeThread(
  tx: Tx,
  releaseId: string,
  { anchor, mentions, ...opening }: Opening & { readonly mentions: readonly string[] },
  context: Context,
): Promise<void> {
  const { workspaceId } = context.caller;
  await tx.releaseThread.create({ data: { ...opening, releaseId, workspaceId, anchor: asJson(anchor) } });
  const thread = { id: opening.id, acts: 0 };
  await writeAct(tx, thread, { verb: "opened", post: 1, version: 1, mentions }, context);
}

type Acting = {
  readonly verb: ThreadVerb;
  readonly post?: number;
  readonly version?: number;
  readonly mentions?: readonly string[];
  readonly judgement?: JudgementSaid;
};

/** Writes the next act of a thread. */
export async function writeAct(
  tx: Tx,
  { id: threadId, acts }: Pick<Thread, "id" | "acts">,
  { verb, post = 0, version = 0, mentions = [], judgement }: Acting,
  { caller, now }: Context,
): Promise<void> {
  await tx.threadAct.create({
    data: {
      threadId,
      act: acts + 1,
      workspaceId: caller.workspaceId,
      verb,
      post,
      version,
      mentions: [...mentions],
      ...(judgement ? { judgement: asJson(judgement) } : {}),
      byId: caller.id,
      byName: caller.name,
      at: now,
    },
  });
}
