import type { Metric } from "#lib/metrics/metric.ts";

/**
 * The words of a verdict's reason. They are stored, hashed and recomputed offline with the verdict, so they change
 * only with a new judge; screens word a verdict from its numbers.
 */

type Written = Pick<Metric, "kind" | "decimals" | "unit">;

/** A level of a metric: "0.5214", "0.42 %", "41.3 ms". */
export function level({ kind, decimals, unit }: Written, value: number): string {
  if (kind === "share") return `${(100 * value).toFixed(Math.max(0, decimals - 2))} %`;
  return unit === null ? value.toFixed(decimals) : `${value.toFixed(decimals)} ${unit}`;
}

/** A harm: "worse by 0.0470", "better by 0.0093". */
export function harm(metric: Written, difference: number): string {
  return `${difference < 0 ? "better" : "worse"} by ${level(metric, Math.abs(difference))}`;
}

/** Relative margins say what they are per cent of: those of a share are in %, too. */
export const inSentences = (
  metric: Metric,
  { relative }: { readonly relative?: true | undefined },
): Metric => (relative ? { ...metric, unit: "% of the baseline" } : metric);

export function count(rows: number): string {
  return rows.toLocaleString("en-US");
}

/** An arm's rows lack exposure receipts. */
export const missingReceipts = (
  arm: "baseline" | "candidate",
  of: { rows: number; valid: number; needed: number; missing: number },
): string =>
  `${percent(of.valid / of.rows)} of the ${arm}'s rows have a valid exposure receipt, ${of.needed} % are needed: ${count(of.missing)} missing.`;

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
