import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { ExposureKind } from "#lib/exposure/exposure.ts";
import type { Given, Told } from "#lib/monitoring/given.ts";
import type { Labelled } from "#lib/monitoring/observation.ts";
import { groupOf } from "#lib/monitoring/subject-groups.ts";

/** An answer with its outcome, as it is stored. */
export type Joined = {
  predictionId: string;
  exposureId: string;
  kind: ExposureKind;
  cohortSeconds: number;
  arm: Arm;
  at: Date;
  receivedAt: Date;
  score: number | null;
  given: Given | null;
  latencyMs: number | null;
  failed: boolean;
  slices: Record<string, string>;
  label: 0 | 1 | null;
  told: Told | null;
  subject: string | null;
};

export function labelledOf({ subject, ...row }: Joined): Labelled {
  const { predictionId: _, kind: __, label: ___, told: ____, ...answered } = row;
  return { ...answered, group: groupOf(subject) };
}

/** The answers of both versions to one request. */
export type Pair = Record<Arm, Joined>;

const requestKey = ({ exposureId, predictionId }: Joined): string => `${exposureId} ${predictionId}`;
export const answerKey = (row: Joined): string => `${row.arm} ${requestKey(row)}`;

/**
 * The pairs that these answers complete or are part of: in shadow both versions answer the same request. Two answers whose
 * outcomes are joined in the same moment by different transactions, each of which does not see the other, are no pair.
 */
export async function shadowPairs(tx: Sql, workspaceId: string, joined: readonly Joined[]): Promise<Pair[]> {
  const shadowed = joined.filter(({ kind }) => kind === "shadow");
  if (shadowed.length === 0) return [];
  const requests = new Set(shadowed.map(requestKey));
  const column = (of: (row: Joined) => string) => arrayParameter([...new Set(shadowed.map(of))]);
  const answers = await tx.$queryRaw<Joined[]>`
    SELECT p.prediction_id AS "predictionId", p.exposure_id AS "exposureId", e.kind, e.cohort_seconds AS "cohortSeconds", p.arm, p.at,
           p.received_at AS "receivedAt", p.score, p.answer AS given, p.latency_ms AS "latencyMs", p.failed, p.slices, p.label, p.truth AS told, p.subject::text
    FROM prediction p JOIN exposure e ON e.id = p.exposure_id
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.prediction_id = ANY(${column((row) => row.predictionId)}::text[])
      AND p.exposure_id = ANY(${column((row) => row.exposureId)}::uuid[]) AND (p.label IS NOT NULL OR p.truth IS NOT NULL)`;
  const byRequest = Map.groupBy(
    answers.filter((row) => requests.has(requestKey(row))),
    requestKey,
  );
  return [...byRequest.values()].flatMap((both) => {
    const of = (arm: Arm) => both.find((row) => row.arm === arm);
    const [baseline, candidate] = [of("baseline"), of("candidate")];
    return baseline && candidate ? [{ baseline, candidate }] : [];
  });
}
