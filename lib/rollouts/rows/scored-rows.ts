import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";

type Scored = { readonly labels: number[]; readonly scores: number[] };

/**
 * The answers among the newest of an exposure whose label window is over and whose outcome has come, one of each subject: rows
 * of one are alike. Read when somebody looks, so that nothing is counted for them as they arrive, and never more than `rowsMax`.
 */
export async function scoredRows(
  tx: Tx,
  {
    exposureId,
    until,
    rowsMax,
  }: { readonly exposureId: string; readonly until: Date; readonly rowsMax: number },
): Promise<Record<Arm, Scored>> {
  const rows = await tx.$queryRaw<{ arm: Arm; score: number; label: number }[]>`
    WITH newest AS (
      SELECT arm, score, label, subject, prediction_id, at, failed FROM prediction
      WHERE exposure_id = ${exposureId}::uuid AND received_at <= ${until}
      ORDER BY at DESC LIMIT ${rowsMax}::int
    )
    SELECT DISTINCT ON (arm, coalesce(subject::text, prediction_id)) arm, score, label::int AS label
    FROM newest WHERE label IS NOT NULL AND NOT failed AND score BETWEEN 0 AND 1
    ORDER BY arm, coalesce(subject::text, prediction_id), at DESC`;
  const of = (arm: Arm): Scored => {
    const own = rows.filter((row) => row.arm === arm);
    return { labels: own.map(({ label }) => label), scores: own.map(({ score }) => score) };
  };
  return { baseline: of("baseline"), candidate: of("candidate") };
}
