import type { EnvelopeBase, EnvelopeTerms } from "#lib/councils/envelope.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { bytesOf, partsOf, worstOf } from "#lib/releases/standard.ts";
import { measuredIn } from "./claims.ts";
import { releaseRows } from "./release-row.ts";
import { sectionsOf } from "./release-sections.ts";
import { signedReports } from "./signed-reports.ts";

/**
 * The release that a whole council reviewed last on this pointer: the last one there that is no standard change, if it is a
 * normal one, went out to everyone and was not rolled back.
 */
export async function lastReviewed(tx: Tx, pointerId: string) {
  const [row] = await tx.$queryRaw<{ number: number; reviewed: boolean }[]>`
    SELECT r.number, r.change_class = 'normal' AND r.state IN ('released', 'superseded') AND r.approved_at IS NOT NULL AS reviewed
    FROM rollout o JOIN release r ON r.id = o.release_id
    WHERE o.pointer_id = ${pointerId}::uuid AND r.change_class <> 'standard'
    ORDER BY o.started_at DESC, o.number DESC LIMIT 1`;
  if (!row?.reviewed)
    return refuse(
      "illegal",
      "no-reviewed-base",
      "The last release here that is no standard change was not fully reviewed and released.",
      { todo: "Have a normal release reviewed by the whole council and fully released first." },
    );
  const [release] = await releaseRows(tx, [row.number]);
  const sections = sectionsOf(release!);
  const reports = (await signedReports(tx, sections)).map(measuredIn);
  return ok({ release: release!, sections, reports });
}

type Reviewed = Extract<Awaited<ReturnType<typeof lastReviewed>>, { ok: true }>["value"];

/** What an envelope is measured against: everything that its terms compare, as that release was signed. */
export function baseOf(
  { release, sections, reports }: Reviewed,
  terms: Pick<EnvelopeTerms, "metrics">,
): Result<EnvelopeBase, Refusal> {
  const metrics = terms.metrics.map(({ metric, dataset }) => ({
    metric,
    dataset,
    value: worstOf({ metric, dataset }, reports),
  }));
  const missing = metrics.findIndex(({ value }) => value === null);
  if (missing >= 0)
    return refuse(
      "invalid",
      "base-not-measured",
      `Release ${release.number} has no ${metrics[missing]!.metric} on this dataset to measure against.`,
      { field: `terms.metrics.${missing}.metric` },
    );
  return ok({
    release: release.id,
    number: release.number,
    version: sections.artifact.version,
    digest: sections.artifact.digest as Digest,
    subject: release.subjectDigest,
    parts: partsOf(sections),
    bytes: bytesOf(sections),
    metrics: metrics.map((one) => ({ ...one, value: String(one.value) })),
  });
}
