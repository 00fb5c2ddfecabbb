import { NIL } from "uuid";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { EvidenceSource } from "#lib/kernel/caller.ts";
import type { NewestOutcome, RevisedOutcome } from "#lib/monitoring/correction.ts";
import type { Truth } from "#lib/monitoring/given.ts";

/** Any number of batches may add first outcomes at once, but none while outcomes are corrected. */
export const shareOutcomes = (tx: Sql, workspaceId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${`outcomes/${workspaceId}`}, 2))`;

/** Until the transaction ends nobody else adds an outcome, so that the newest of each prediction is known. */
export const holdOutcomes = (tx: Sql, workspaceId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outcomes/${workspaceId}`}, 2))`;

/** The pointer whose answers a source's outcomes label: the nil id where it reports for every pointer. */
export const labelledBy = ({ pointerId }: EvidenceSource): string => pointerId ?? NIL;

/** Whose outcomes a source's own may repeat or correct: those for its pointer, and those for every pointer. */
export const seenBy = (source: EvidenceSource): readonly string[] => [NIL, labelledBy(source)];

type Row = NewestOutcome & { predictionId: string };

/** The outcome that counts for each of these predictions that has one, of those that a source sees. */
export async function newestOutcomes(
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  source: EvidenceSource,
): Promise<Map<string, NewestOutcome>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT DISTINCT ON (prediction_id) prediction_id AS "predictionId", label, truth AS told, revision FROM outcome
    WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
      AND pointer_id = ANY(${seenBy(source)}::uuid[])
    ORDER BY prediction_id, revision DESC, pointer_id DESC`;
  return new Map(rows.map(({ predictionId, ...newest }) => [predictionId, newest]));
}

/** Stores outcomes under the revisions they were given. */
export async function storeOutcomes(
  tx: Sql,
  workspaceId: string,
  outcomes: readonly RevisedOutcome[],
  { now, day, source }: { now: Date; day: string; source: EvidenceSource },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outcome (workspace_id, prediction_id, label, truth, at, revision, received_at, day, pointer_id)
    SELECT ${workspaceId}::uuid, *, ${now}::timestamptz, ${day}::date, ${labelledBy(source)}::uuid
    FROM unnest(${arrayParameter(outcomes.map(({ predictionId }) => predictionId))}::text[],
                ${outcomes.map(({ label }) => label)}::int2[], ${toldOf(outcomes)}::jsonb[], ${outcomes.map(({ at }) => at)}::timestamptz[],
                ${outcomes.map(({ revision }) => revision)}::int[])`;
}

/** What outcomes say beside a binary label, as a column. */
export const toldOf = (truths: readonly Truth[]): string =>
  arrayParameter(truths.map(({ told }) => (told === null ? null : JSON.stringify(told))));
