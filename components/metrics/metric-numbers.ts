import { formatNumber, formatSigned } from "#components/ui/format-number.ts";
import type { Metric } from "#lib/metrics/metric.ts";

type Written = Pick<Metric, "kind" | "decimals" | "unit">;

/** A measured level: "0.5214", "81.25 %", "2,041.3 ms". */
export function levelText(metric: Written, value: number): string {
  return withUnit(metric, formatNumber(scaled(metric, value), digits(metric)));
}

/** A signed change between two levels: "+0.0470", "−0.42 pp", "+38.2 ms". */
export function changeText(metric: Written, change: number): string {
  return withGapUnit(metric, formatSigned(scaled(metric, change), digits(metric)));
}

/** The size of a change with the digits of the change: "0.0470", "0.42 pp". */
export function amountText(metric: Written, change: number): string {
  return withGapUnit(metric, formatNumber(Math.abs(scaled(metric, change)), digits(metric)));
}

/** A limit with every digit it was declared with: "0.8" of a share is "80 %", 2000 ms are "2,000 ms". */
export function limitText(metric: Written, limit: number): string {
  return withUnit(metric, exact(scaled(metric, limit)));
}

/** A margin with every digit it was declared with: "0.005", "0.2 percentage points", "30 ms". */
export function marginText(metric: Written, margin: number): string {
  const text = exact(scaled(metric, margin));
  return metric.kind === "share"
    ? `${text} percentage point${text === "1" ? "" : "s"}`
    : withUnit(metric, text);
}

/** A margin where there is little room: "0.2 pp". */
export const shortMarginText = (metric: Written, margin: number): string =>
  withGapUnit(metric, exact(scaled(metric, margin)));

/** The size of a measured difference to two digits: "0.077", "0.42 percentage points". */
export function sizeText(metric: Written, difference: number): string {
  return marginText(metric, Number(Math.abs(difference).toPrecision(2)));
}

/** A round number on an axis, without its unit: "−0.02", "+5" where it is a change. */
export function tickText(metric: Written, value: number, signed: boolean): string {
  const text = exact(Math.abs(scaled(metric, value)));
  if (value === 0) return text;
  return value < 0 ? `−${text}` : signed ? `+${text}` : text;
}

const isShare = ({ kind }: Written): boolean => kind === "share";
const scaled = (metric: Written, value: number): number => (isShare(metric) ? 100 * value : value);
const digits = (metric: Written): number => Math.max(0, metric.decimals - (isShare(metric) ? 2 : 0));

function withUnit({ unit }: Written, text: string): string {
  return unit === null ? text : `${text} ${unit}`;
}

function withGapUnit(metric: Written, text: string): string {
  return isShare(metric) ? `${text} pp` : withUnit(metric, text);
}

/** Twelve digits: more than a person declares, few enough to hide the rounding of scaling to per cent. */
function exact(value: number): string {
  return value.toLocaleString("en-GB", { maximumSignificantDigits: 12 });
}
