import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";

/** Those of these predictions that are stored, but none of them for this pointer. */
export async function foreignAnswers(
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  pointerId: string,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ predictionId: string }[]>`
    SELECT p.prediction_id AS "predictionId" FROM prediction p JOIN exposure e ON e.id = p.exposure_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
    GROUP BY p.prediction_id HAVING bool_and(e.pointer_id <> ${pointerId}::uuid)`;
  return new Set(rows.map(({ predictionId }) => predictionId));
}
