import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  acceptTimes,
  answerTo,
  type IngestAnswer,
  type OutcomeBatch,
  outcomeBatch,
} from "#lib/monitoring/batch.ts";
import { ingestOnce } from "./once.ts";

const KIND = {
  name: "outcomes",
  idsOf: ({ outcomes }: OutcomeBatch) => outcomes.map((row) => row.predictionId),
} as const;

/** Ingests ground truth, before or after the predictions it belongs to. The first outcome of an id stays. */
export function ingestOutcomes(
  db: Database,
  input: unknown,
  asking: { caller: Caller; now: Date },
): Promise<Result<IngestAnswer, Refusal>> {
  const { workspaceId } = asking.caller;
  return ingestOnce(db, asking, KIND, outcomeBatch, input, async (tx, { batchId, outcomes }, { day }) => {
    const times = acceptTimes(outcomes, "outcomes", asking.now);
    if (!times.ok) return times;
    // Sorted by id, so that overlapping batches take row locks in the same order. The sort is stable: the first of an
    // id stays first.
    const sorted = outcomes.toSorted((a, b) => compare(a.predictionId, b.predictionId));
    const ids = sorted.map((outcome) => outcome.predictionId);
    const labels = sorted.map((outcome) => outcome.label);
    const ats = sorted.map((outcome) => outcome.at);
    const inserted = await tx.$queryRaw<{ predictionId: string }[]>`
      INSERT INTO outcome (workspace_id, prediction_id, label, at, received_at, day)
      SELECT ${workspaceId}::uuid, *, ${asking.now}::timestamptz, ${day}::date
      FROM unnest(${ids}::text[], ${labels}::int2[], ${ats}::timestamptz[]) AS sent (prediction_id, label, at)
      WHERE NOT EXISTS (SELECT FROM outcome known WHERE known.workspace_id = ${workspaceId}::uuid
        AND known.prediction_id = sent.prediction_id AND known.day <> ${day}::date)
      ON CONFLICT DO NOTHING
      RETURNING prediction_id AS "predictionId"`;
    const taken = new Set(inserted.map(({ predictionId }) => predictionId));
    const known = await tx.$queryRaw<{ predictionId: string; label: number }[]>`
      SELECT DISTINCT prediction_id AS "predictionId", label FROM outcome
      WHERE workspace_id = ${workspaceId}::uuid AND prediction_id = ANY(${ids.filter((id) => !taken.has(id))}::text[])`;
    const firstOf = new Map(known.map(({ predictionId, label }) => [predictionId, label]));
    const notTaken = sorted.flatMap(({ predictionId, label }) => {
      // The first of an id in the batch is the one that was stored.
      if (taken.delete(predictionId)) {
        firstOf.set(predictionId, label);
        return [];
      }
      return [
        { predictionId, why: firstOf.get(predictionId) === label ? "repeated" : "contradicted" } as const,
      ];
    });
    return ok({ answer: answerTo(batchId, outcomes.length, notTaken), observations: [] });
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
