import type { Metric } from "#lib/metrics/metric.ts";
import type { GapVerdict, SliceVerdict } from "./verdict.ts";

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

/** Harm is proven in a slice, or that the candidate is broken there. */
export function failedSlice(
  metric: Written,
  { slice, difference, lower }: Pick<SliceVerdict, "slice" | "difference" | "lower">,
  allowed: number,
): string {
  if (difference === undefined || lower === undefined || lower <= allowed)
    return `In ${slice}: more of the candidate's values were not numbers than is tolerated.`;
  return `In ${slice}: Worse by ${level(metric, difference)}, at least ${level(metric, lower)}: ${beyondAllowed(metric, allowed)}, with the error shared among all slices.`;
}

/** Two groups are proven to differ. */
export const failedGap = (
  metric: Written,
  { better, worse, difference, lower }: GapVerdict,
  allowed: number,
): string =>
  `In ${worse} against ${better}: Worse by ${level(metric, difference)}, at least ${level(metric, lower)}: ${beyondAllowed(metric, allowed)}.`;

const beyondAllowed = (metric: Written, allowed: number): string =>
  allowed === 0 ? "none is allowed" : `more than the ${level(metric, allowed)} that fails it`;

/** Slices that the plan wants tested are not. */
export function lackingSlices(
  untested: readonly Pick<SliceVerdict, "slice" | "missing">[],
  absent: readonly string[],
): string {
  const lacking = untested.map(({ slice, missing = 0 }) => `${slice} lacks ${count(missing)} rows of an arm`);
  return `Not every slice could be tested: ${shortList([...absent.map((each) => `no row says ${each}`), ...lacking])}.`;
}

export const unprovenSlices = (slices: readonly string[]): string =>
  slices.length === 0
    ? "The groups are not proven to be treated alike yet."
    : `Not proven within the margin in every slice yet: ${shortList(slices)}.`;

const LISTED = 3;
const shortList = (parts: readonly string[]): string =>
  parts.length <= LISTED
    ? parts.join(", ")
    : `${parts.slice(0, LISTED).join(", ")} and ${count(parts.length - LISTED)} more`;

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
