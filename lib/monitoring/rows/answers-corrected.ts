import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { EvidenceSource } from "#lib/kernel/caller.ts";

/** An answer whose outcome is corrected, with where it was given. */
export type AnswerCorrected = {
  readonly predictionId: string;
  readonly exposureId: string;
  readonly pointerId: string;
  readonly pointer: string;
};

/** The stored answers of these predictions, as far as the source may label them. */
export const answersCorrected = (
  tx: Sql,
  workspaceId: string,
  predictionIds: readonly string[],
  { pointerId }: EvidenceSource,
): Promise<AnswerCorrected[]> =>
  tx.$queryRaw<AnswerCorrected[]>`
    SELECT p.prediction_id AS "predictionId", e.id::text AS "exposureId", w.id::text AS "pointerId", w.name AS pointer
    FROM prediction p JOIN exposure e ON e.id = p.exposure_id JOIN pointer w ON w.id = e.pointer_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = ANY(${arrayParameter(predictionIds)}::text[])
      AND (${pointerId}::uuid IS NULL OR w.id = ${pointerId}::uuid)`;
