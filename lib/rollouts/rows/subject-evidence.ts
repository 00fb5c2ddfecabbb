import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { type GroupSpreads, spreadsOf } from "#lib/monitoring/subject-groups.ts";
import type { SubjectEvidence } from "#lib/rollouts/evidence.ts";
import type { ArmSums, EvidenceSource } from "./rollup-sums.ts";

/** What an arm's subjects say of a metric, or those of pairs; null where no row named one. */
export type SubjectsOf = (metric: string, arm: Arm | "pair") => SubjectEvidence | null;

type AnswerCounts = Pick<ArmSums, "metric" | "arm" | "n" | "nonFinite" | "units">;

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
  sums: readonly AnswerCounts[],
): Promise<SubjectsOf> {
  const found = await tx.$queryRaw<Row[]>`
    SELECT metric, arm, rows, broken, totals, total_squares AS "totalSquares" FROM subject_group_sums
    WHERE exposure_id = ${exposureId}::uuid AND metric = ANY(${metrics}::text[])`;
  const spreads = new Map(found.map((row) => [`${row.metric} ${row.arm}`, spreadsOf(row)]));
  return subjectsFrom((metric, arm) => spreads.get(`${metric} ${arm}`), sums);
}

/** An arm's subjects in a metric, from how their groups differ in it and how many answers there are. */
export function subjectsFrom(
  spreadsIn: (metric: string, arm: Arm | "pair") => GroupSpreads | undefined,
  sums: readonly AnswerCounts[],
): SubjectsOf {
  const answersOf = (arm: Arm) => sums.find((one) => one.metric === COUNTS_ANSWERS && one.arm === arm);
  const answers = { baseline: answersOf("baseline"), candidate: answersOf("candidate") };
  return (metric, arm) => {
    const spreads = spreadsIn(metric, arm);
    // Of a pair, both arms answered the same subjects.
    const own = answers[arm === "pair" ? "candidate" : arm];
    return spreads && own ? { rows: own.n + own.nonFinite, subjects: own.units, ...spreads } : null;
  };
}

/** The same for a stage that is looked back at, whose sums nobody has read. */
export async function subjectsSoFar(
  tx: Tx,
  { exposureId, metrics, cohortSeconds }: Pick<EvidenceSource, "exposureId" | "metrics" | "cohortSeconds">,
): Promise<SubjectsOf> {
  const answers = await tx.$queryRaw<AnswerCounts[]>`
    SELECT metric, arm, sum(n)::float8 AS n, sum(non_finite)::float8 AS "nonFinite", sum(units)::float8 AS units FROM metric_rollup
    WHERE exposure_id = ${exposureId}::uuid AND slice = '' AND bucket_seconds = ${cohortSeconds} AND clock = 'receipt'
      AND metric = ${COUNTS_ANSWERS} AND EXISTS (SELECT FROM subject_group_sums s WHERE s.exposure_id = ${exposureId}::uuid)
    GROUP BY metric, arm`;
  return subjectEvidence(tx, { exposureId, metrics }, answers);
}
