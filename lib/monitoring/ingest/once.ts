import { createHash } from "node:crypto";
import type { z } from "zod";
import { permit } from "#lib/access/permission.ts";
import { parseInput } from "#lib/command/parse.ts";
import type { Database } from "#lib/db/client.ts";
import { faultpoint } from "#lib/db/faultpoint.ts";
import { asJson } from "#lib/db/json.ts";
import { inWorkspacePlain } from "#lib/db/plain-sql.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";
import type { Observation } from "#lib/monitoring/observation.ts";
import { joinOutcomes } from "./join-outcomes.ts";
import { storeObservations } from "./store-rollups.ts";
import { enterTelemetryDay, type OpenDay } from "./telemetry-days.ts";
import { wakeJudges } from "./wake-judges.ts";

/** The batch was stored: its answer, and the observations still to be summed. */
export type Taken = {
  readonly answer: IngestAnswer;
  readonly observations: readonly Observation[];
  /** The days on which an outcome of it can have arrived, where they are known. */
  readonly outcomeDays?: readonly string[];
};

type Work<B> = (tx: Sql, batch: B, open: OpenDay) => Promise<Result<Taken, Refusal>>;

type Kind<B> = {
  readonly name: "predictions" | "outcomes";
  /** The predictions a batch concerns. */
  readonly idsOf: (batch: B) => readonly string[];
};

/**
 * Ingests a telemetry batch once, whole or not at all; the same batch id again returns the same answer. Telemetry is
 * not a decision, so it bypasses `run` and leaves no audit event; the breach it causes leaves one.
 */
export async function ingestOnce<S extends z.ZodType<{ batchId: string }>>(
  db: Database,
  asking: { caller: Caller; now: Date },
  { name: kind, idsOf }: Kind<z.output<S>>,
  schema: S,
  input: unknown,
  work: Work<z.output<S>>,
): Promise<Result<IngestAnswer, Refusal>> {
  const permitted = permit(asking.caller, "telemetry:ingest");
  if (!permitted.ok) return permitted;
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return parsed;
  const batch = parsed.value;
  const digest = digestOf(batch);
  const { workspaceId } = asking.caller;
  try {
    const exposures = new Set<string>();
    let outcomeDays: readonly string[] | undefined;
    const taken = await inWorkspacePlain(db, workspaceId, async (tx) => {
      const open = await enterTelemetryDay(tx);
      const claimed = await tx.$executeRaw`
        INSERT INTO ingest_batch (workspace_id, id, kind, digest, answer, received_at, day)
        SELECT ${workspaceId}::uuid, ${batch.batchId}, ${kind}, ${digest}, '{}', ${asking.now}::timestamptz, ${open.day}::date
        WHERE NOT EXISTS (SELECT FROM ingest_batch WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${batch.batchId})
        ON CONFLICT DO NOTHING`;
      if (claimed === 0) return repeatedBatch(tx, workspaceId, kind, batch.batchId, digest);
      const worked = await work(tx, batch, open);
      if (!worked.ok) throw new Refused(worked.error);
      faultpoint("ingest-after-insert", kind);
      const { answer, observations } = worked.value;
      outcomeDays = worked.value.outcomeDays;
      await tx.$executeRaw`UPDATE ingest_batch SET answer = ${JSON.stringify(asJson(answer))}::jsonb
        WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${batch.batchId} AND day = ${open.day}::date`;
      // Last, because batches of one exposure add to the same few rows: from here on they wait for one another.
      await storeObservations(tx, workspaceId, observations, asking.now);
      for (const { exposureId } of observations) exposures.add(exposureId);
      faultpoint("ingest-before-commit", kind);
      return ok(answer);
    });
    faultpoint("ingest-after-commit", kind);
    // Only after the commit: a prediction and its outcome that arrive at the same moment cannot see each other
    // before. Whichever commits second sees both.
    const ids = [...new Set(idsOf(batch))];
    if (!taken.ok) return taken;
    const joined = await inWorkspacePlain(db, workspaceId, (tx) =>
      joinOutcomes(tx, workspaceId, ids, asking.now, outcomeDays),
    );
    wakeJudges(db, workspaceId, new Set([...exposures, ...joined]));
    return taken;
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}

/** Over the batch as parsed, whose fields are in the schema's order: faster than a canonical form. */
const digestOf = (batch: unknown): Digest =>
  `sha256:${createHash("sha256").update(JSON.stringify(batch)).digest("hex")}`;

async function repeatedBatch(
  tx: Sql,
  workspaceId: string,
  kind: string,
  id: string,
  digest: string,
): Promise<Result<IngestAnswer, Refusal>> {
  const [row] = await tx.$queryRaw<{ digest: string; answer: IngestAnswer }[]>`
    SELECT digest, answer FROM ingest_batch WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${id}`;
  if (row?.digest === digest) return ok(row.answer);
  return refuse("conflict", "batch-id-reused", `The batch id ${id} was used for other rows.`, {
    field: "batchId",
    todo: "Give new rows a new batch id; repeat the old rows to get the old answer.",
  });
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
