import type { Tx } from "#lib/db/client.ts";
import { TOTAL_WEIGHT } from "#lib/exposure/exposure.ts";
import type { LiveOn } from "#lib/exposure/views/live-on.ts";

/** The current exposure of every pointer of these models, by name, in one query. */
export async function liveOnPointers(
  tx: Tx,
  modelIds: readonly string[],
): Promise<(LiveOn & { modelId: string })[]> {
  if (modelIds.length === 0) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT pointer.model_id::text AS "modelId", pointer.name AS pointer, now.kind, base.number AS base,
           candidate.number AS candidate, coalesce(now.candidate_weight, 0) AS weight, now.at AS since
    FROM pointer
    LEFT JOIN LATERAL (SELECT * FROM exposure WHERE pointer_id = pointer.id ORDER BY sequence DESC LIMIT 1) now ON true
    LEFT JOIN model_version base ON base.id = now.base_version_id
    LEFT JOIN model_version candidate ON candidate.id = now.candidate_id
    WHERE pointer.model_id = ANY(${[...modelIds]}::uuid[]) ORDER BY pointer.name`;
  return rows.map(({ weight, since, ...row }) => ({
    ...row,
    candidatePercent: percentOfWeight(weight),
    since: since?.toISOString() ?? null,
  }));
}

export const percentOfWeight = (weight: number): number => (weight * 100) / TOTAL_WEIGHT;

type Row = Omit<LiveOn, "candidatePercent" | "since"> & {
  modelId: string;
  weight: number;
  since: Date | null;
};
