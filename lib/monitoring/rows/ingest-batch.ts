import { createHash } from "node:crypto";
import { asJson } from "#lib/db/json.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";

export type BatchKind = "predictions" | "outcomes";

/** A batch as it is known by: its source and id, and what it holds. */
export type BatchId = {
  readonly workspaceId: string;
  readonly kind: BatchKind;
  /** The name of its source: one source's ids are nothing to another. */
  readonly source: string;
  readonly id: string;
  readonly digest: Digest;
};

/** Over the batch as parsed, whose fields are in the schema's order: faster than a canonical form. */
export const digestOfBatch = (batch: unknown): Digest =>
  `sha256:${createHash("sha256").update(JSON.stringify(batch)).digest("hex")}`;

/**
 * Stores that the batch arrived on the day that was entered, to be answered in the same transaction; false where it is
 * known.
 */
export async function claimBatch(
  tx: Sql,
  { workspaceId, kind, source, id, digest }: BatchId,
  now: Date,
): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    INSERT INTO ingest_batch (workspace_id, id, kind, digest, answer, received_at, day, source)
    SELECT ${workspaceId}::uuid, ${id}, ${kind}, ${digest}, '{}', ${now}::timestamptz, open_day, ${source} FROM telemetry_calendar
    WHERE NOT EXISTS (SELECT FROM ingest_batch WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${id} AND source = ${source})
    ON CONFLICT DO NOTHING`;
  return claimed > 0;
}

/** Keeps what a claimed batch is answered. */
export async function keepAnswer(
  tx: Sql,
  { workspaceId, kind, source, id }: BatchId,
  answer: IngestAnswer,
  day: string,
): Promise<void> {
  await tx.$executeRaw`UPDATE ingest_batch SET answer = ${JSON.stringify(asJson(answer))}::jsonb
    WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${id} AND source = ${source} AND day = ${day}::date`;
}

/** What a batch was answered when it came first; null where it has not come. */
export async function earlierAnswer(
  tx: Sql,
  { workspaceId, kind, source, id, digest }: BatchId,
): Promise<Result<IngestAnswer, Refusal> | null> {
  const [row] = await tx.$queryRaw<{ digest: string; answer: IngestAnswer }[]>`
    SELECT digest, answer FROM ingest_batch WHERE workspace_id = ${workspaceId}::uuid AND kind = ${kind} AND id = ${id} AND source = ${source}`;
  if (!row) return null;
  if (row.digest === digest) return ok(row.answer);
  return refuse("conflict", "batch-id-reused", `The batch id ${id} was used for other rows.`, {
    field: "batchId",
    todo: "Give new rows a new batch id; repeat the old rows to get the old answer.",
  });
}
