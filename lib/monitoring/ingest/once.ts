import type { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { parseInput } from "#lib/command/parse.ts";
import type { Database } from "#lib/db/client.ts";
import { faultpoint } from "#lib/db/faultpoint.ts";
import { inWorkspacePlain } from "#lib/db/plain-sql.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";
import type { Observation } from "#lib/monitoring/observation.ts";
import {
  type BatchId,
  type BatchKind,
  claimBatch,
  digestOfBatch,
  earlierAnswer,
  keepAnswer,
} from "#lib/monitoring/rows/ingest-batch.ts";
import { enterTelemetryDay, type OpenDay } from "#lib/monitoring/rows/telemetry-days.ts";
import { sourceOf } from "#lib/monitoring/source.ts";
import type { SourceSums } from "#lib/monitoring/source-sums.ts";
import { admitRows } from "./admit-rows.ts";
import { joinOutcomes } from "./join-outcomes.ts";
import { storeObservations } from "./store-rollups.ts";
import { storeSourceSums } from "./store-source-sums.ts";
import { wakeJudges } from "./wake-judges.ts";

/** The batch was stored: its answer, and the observations still to be summed. */
export type Taken = {
  readonly answer: IngestAnswer;
  readonly observations: readonly Observation[];
  /** What its source reported; left out where it gave no answers. */
  readonly reported?: readonly SourceSums[];
  /** The days on which an outcome of it can have arrived, where they are known. */
  readonly outcomeDays?: readonly string[];
};

type Work<B> = (tx: Sql, batch: B, open: OpenDay) => Promise<Result<Taken, Refusal>>;

type Kind<B> = {
  readonly name: BatchKind;
  /** The predictions a batch concerns. */
  readonly idsOf: (batch: B) => readonly string[];
  /** Locks that are taken before anything is written. */
  readonly enter?: (tx: Sql, workspaceId: string) => Promise<unknown>;
};

/**
 * Ingests a telemetry batch once, whole or not at all; the same batch id again returns the same answer. Telemetry is
 * not a decision, so it bypasses `run` and leaves no audit event; the breach it causes leaves one.
 */
export async function ingestOnce<S extends z.ZodType<{ batchId: string }>>(
  db: Database,
  asking: { caller: Caller; now: Date },
  { name: kind, idsOf, enter }: Kind<z.output<S>>,
  schema: S,
  input: unknown,
  work: Work<z.output<S>>,
): Promise<Result<IngestAnswer, Refusal>> {
  const permitted = permit(asking.caller, "telemetry:ingest");
  if (!permitted.ok) return permitted;
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return parsed;
  const batch = parsed.value;
  const admitted = admitRows(asking.caller, idsOf(batch).length, asking.now);
  if (!admitted.ok) return admitted;
  const { workspaceId } = asking.caller;
  const source = sourceOf(asking.caller).name;
  const id: BatchId = { workspaceId, kind, source, id: batch.batchId, digest: digestOfBatch(batch) };
  try {
    const exposures = new Set<string>();
    let outcomeDays: readonly string[] | undefined;
    const taken = await inWorkspacePlain(db, workspaceId, async (tx) => {
      const [open, , claimed] = await Promise.all([
        enterTelemetryDay(tx),
        enter?.(tx, workspaceId),
        claimBatch(tx, id, asking.now),
      ]);
      if (!claimed) return (await earlierAnswer(tx, id))!;
      const worked = await work(tx, batch, open);
      if (!worked.ok) throw new Refused(worked.error);
      faultpoint("ingest-after-insert", kind);
      const { answer, observations, reported = [] } = worked.value;
      outcomeDays = worked.value.outcomeDays;
      // The sums last, because batches of one exposure add to the same few rows: from here on they wait for one another.
      await Promise.all([
        keepAnswer(tx, id, answer, open.day),
        storeObservations(tx, workspaceId, observations, asking.now),
        storeSourceSums(tx, workspaceId, reported, asking.now),
      ]);
      for (const { exposureId } of observations) exposures.add(exposureId);
      faultpoint("ingest-before-commit", kind);
      return ok(answer);
    });
    faultpoint("ingest-after-commit", kind);
    // Only after the commit: a prediction and its outcome that arrive at the same moment cannot see each other
    // before. Whichever commits second sees both.
    const ids = [...new Set(idsOf(batch))];
    if (!taken.ok) return taken;
    await joinNow(db, workspaceId, exposures, (tx) =>
      joinOutcomes(tx, workspaceId, ids, asking.now, outcomeDays),
    );
    return taken;
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}

/** Joins what was committed, and wakes the judges of the exposures that changed by it or before. */
export async function joinNow(
  db: Database,
  workspaceId: string,
  changed: Iterable<string>,
  join: (tx: Sql) => Promise<readonly string[]>,
): Promise<void> {
  const joined = await inWorkspacePlain(db, workspaceId, join);
  wakeJudges(db, workspaceId, new Set([...changed, ...joined]));
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
