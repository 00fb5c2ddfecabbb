import { readAudit } from "#lib/audit/commands/read-audit.ts";
import { recordDenial } from "#lib/audit/commands/record-denial.ts";
import { TOLD_MAX, told } from "#lib/audit/rows/tallied-events.ts";
import type { Tallied, Tally } from "#lib/audit/tally.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Log } from "#lib/log.ts";

const TICK_MS = 10_000;

/**
 * Records counts in the audit log: window by window while the process runs, all of them when it stops. A killed
 * process loses its open windows: seventy seconds of refusals, which are also lines of its process log, and five
 * minutes of readings.
 */
export function startTellingTally(db: Database, tally: Tally, log: Log): { stop(): Promise<void> } {
  const tell = (now?: Date) =>
    tellTally(db, tally, now).catch((error: unknown) =>
      log.error({ err: error }, "the counts cannot be recorded yet"),
    );
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = telling.then(() => tell(new Date()));
  }, TICK_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await telling;
      await tell();
    },
  };
}

/** Records the windows that are full at `now`, or all; what cannot be recorded stays counted. */
export async function tellTally(db: Database, tally: Tally, now?: Date): Promise<void> {
  const taken = tally.take(now);
  if (taken.length === 0) return;
  const left = new Set(taken);
  const errors: unknown[] = [];
  const failed = (error: unknown): void => {
    errors.push(error);
  };
  const sorted = (await byWorkspace(db, taken).catch(failed)) ?? [];
  for (const [workspaceId, tallied] of sorted)
    for (const batch of batches(tallied)) {
      const forget = (): void => {
        for (const one of batch) left.delete(one);
      };
      await tellBatch(db, workspaceId, batch).then(forget, failed);
    }
  tally.putBack([...left]);
  if (errors.length > 0) throw new AggregateError(errors, "some counts could not be recorded");
}

async function tellBatch(db: Database, workspaceId: string, batch: readonly Tallied[]): Promise<void> {
  const caller: Caller = { kind: "system", id: "tally", name: "Countersign", workspaceId };
  const list = batch.map(told);
  const done =
    batch[0]!.kind === "denial"
      ? await run(db, recordDenial, { denials: list }, { caller })
      : await run(db, readAudit, { readings: list }, { caller });
  if (!done.ok) throw new Error(done.error.message);
}

/** Each batch is small and of one kind. */
function batches(tallied: readonly Tallied[]): Tallied[][] {
  return ["denial", "reading"].flatMap((kind) => {
    const same = tallied.filter((one) => one.kind === kind);
    return Array.from({ length: Math.ceil(same.length / TOLD_MAX) }, (_, index) =>
      same.slice(index * TOLD_MAX, (index + 1) * TOLD_MAX),
    );
  });
}

/**
 * Counts without a workspace are recorded in that of the account somebody tried, else in the oldest: whoever set up
 * this installation should know of strangers. A line of the process's log could be lost or rewritten.
 */
async function byWorkspace(db: Database, taken: readonly Tallied[]): Promise<Map<string, Tallied[]>> {
  const sorted = new Map<string, Tallied[]>();
  for (const tallied of taken) {
    const workspaceId = tallied.workspaceId ?? (await homeOf(db, tallied));
    if (!workspaceId) continue;
    sorted.set(workspaceId, [...(sorted.get(workspaceId) ?? []), tallied]);
  }
  return sorted;
}

async function homeOf(db: Database, { doer }: Tallied): Promise<string | null> {
  const personId = doer.type === "person" && doer.id.length === 36 ? doer.id : null;
  const [home] = await db.sql.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM (
      SELECT workspace_id AS id, 0 AS place, created_at FROM memberships_of(${personId}::uuid)
      UNION ALL SELECT id, 1, created_at FROM workspace
    ) AS homes ORDER BY place, created_at, id LIMIT 1`;
  return home?.id ?? null;
}
