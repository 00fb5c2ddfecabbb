import type { Sql } from "#lib/db/sql.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { OutcomeBatch, PredictionBatch } from "#lib/monitoring/batch.ts";
import { measuredByOutcomes, yardsticksOf } from "#lib/monitoring/rows/yardsticks.ts";
import { foreignMeasure, type Yardstick } from "#lib/monitoring/yardstick.ts";

/** Refuses a batch with a measure that the plan of its exposure does not declare for answers; else says what each plan does. */
export async function acceptAnswerMeasures(
  tx: Sql,
  rows: PredictionBatch["predictions"],
): Promise<Result<(exposureId: string) => Yardstick, Refusal>> {
  const yardstickOf = await yardsticksOf(
    tx,
    rows.map(({ exposureId }) => exposureId),
  );
  const found = firstMeasure(rows, (id, { exposureId }) => foreignMeasure(yardstickOf(exposureId), id));
  return found ? unknownMeasure(`predictions.${found.place}`, found.why) : ok(yardstickOf);
}

/** Refuses a batch with a measure that no plan declares for outcomes: whose prediction it is of need not be known yet. */
export async function acceptOutcomeMeasures(
  tx: Sql,
  workspaceId: string,
  rows: OutcomeBatch["outcomes"],
): Promise<Result<null, Refusal>> {
  if (rows.every(({ measures }) => measures === undefined)) return ok(null);
  const declared = await measuredByOutcomes(tx, workspaceId);
  const found = firstMeasure(rows, (id) =>
    declared.has(id) ? null : "is not a metric that a plan declares for outcomes",
  );
  return found ? unknownMeasure(`outcomes.${found.place}`, found.why) : ok(null);
}

/** The first measure that something is wrong with, and what. */
function firstMeasure<R extends { readonly measures?: object | undefined }>(
  rows: readonly R[],
  whyNot: (id: string, row: R) => string | null,
): { place: string; why: string } | null {
  for (const [at, row] of rows.entries())
    for (const id in row.measures) {
      const why = whyNot(id, row);
      if (why) return { place: `${at}.measures.${id}`, why };
    }
  return null;
}

const unknownMeasure = (field: string, why: string): Result<never, Refusal> =>
  refuse("invalid", "measure-unknown", `${field} ${why}.`, {
    field,
    todo: "Send only what the rollout's signed plan declares under metrics, with answers or outcomes as it says.",
  });
