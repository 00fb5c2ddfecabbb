import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { SubjectEvidence } from "#lib/rollouts/evidence.ts";
import { repeatsOf, spreadOf } from "#lib/stats/design-effect.ts";
import type { ArmSums, EvidenceSource } from "./rollup-sums.ts";

/** What an arm's subjects say of a metric, or those of pairs; null where no row named one. */
export type SubjectsOf = (metric: string, arm: Arm | "pair") => SubjectEvidence | null;

type Row = {
  metric: string;
  arm: Arm | "pair";
  rows: number[];
  broken: number[];
  totals: number[];
  totalSquares: number;
};

/**
 * How alike the rows of one subject are, from all rows of the exposure, also those whose label window is not over: these
 * tell of the spread what the others do.
 */
export async function subjectEvidence(
  tx: Tx,
  { exposureId, metrics }: Pick<EvidenceSource, "exposureId" | "metrics">,
  sums: readonly Pick<ArmSums, "metric" | "arm" | "n" | "nonFinite" | "units">[],
): Promise<SubjectsOf> {
  const found = await tx.$queryRaw<Row[]>`
    SELECT metric, arm, rows, broken, totals, total_squares AS "totalSquares" FROM subject_group_sums
    WHERE exposure_id = ${exposureId}::uuid AND metric = ANY(${metrics}::text[])`;
  return (metric, arm) => {
    const groups = found.find((row) => row.metric === metric && row.arm === arm);
    // Of a pair, both arms answered the same subjects.
    const answered = arm === "pair" ? "candidate" : arm;
    const answers = sums.find((one) => one.metric === COUNTS_ANSWERS && one.arm === answered);
    if (!groups || !answers) return null;
    return { rows: answers.n + answers.nonFinite, subjects: answers.units, ...spreadsOf(groups) };
  };
}

/** The same for a stage that is looked back at, whose sums nobody has read. */
export async function subjectsSoFar(
  tx: Tx,
  { exposureId, metrics, cohortSeconds }: Pick<EvidenceSource, "exposureId" | "metrics" | "cohortSeconds">,
): Promise<SubjectsOf> {
  const answers = await tx.$queryRaw<Pick<ArmSums, "metric" | "arm" | "n" | "nonFinite" | "units">[]>`
    SELECT metric, arm, sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite", sum(units)::float8 AS units FROM metric_rollup
    WHERE exposure_id = ${exposureId}::uuid AND slice = '' AND bucket_seconds = ${cohortSeconds} AND clock = 'receipt'
      AND metric = ${COUNTS_ANSWERS} AND EXISTS (SELECT FROM subject_group_sums s WHERE s.exposure_id = ${exposureId}::uuid)
    GROUP BY metric, arm`;
  return subjectEvidence(tx, { exposureId, metrics }, answers);
}

function spreadsOf({
  rows,
  broken,
  totals,
  totalSquares,
}: Row): Pick<SubjectEvidence, "repeats" | "values" | "broken"> {
  const finite = rows.map((each, at) => each - broken[at]!);
  const brokenRows = broken.reduce((sum, each) => sum + each, 0);
  return {
    repeats: repeatsOf(rows),
    values: spreadOf({ rows: finite, totals }, totalSquares),
    broken: spreadOf({ rows, totals: broken }, brokenRows),
  };
}
