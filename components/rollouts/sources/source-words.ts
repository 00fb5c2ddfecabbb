import { countOf, formatNumber, formatShare } from "#components/ui/format-number.ts";
import type { ArmReport, SourceReport } from "#lib/monitoring/views/source-report.ts";

/** Where the sender names no source. */
export const sourceName = ({ source }: SourceReport): string => source || "Unnamed";

export const answersText = (arm: ArmReport | null): string => formatNumber(arm?.rows);

export const brokenText = (arm: ArmReport | null): string => formatShare(arm && arm.broken / arm.rows, 2);

/** The share of rows with a valid receipt; a sender that sends none is no failing one. */
export function receiptsText(arm: ArmReport | null): string {
  if (arm === null) return formatShare(null);
  if (arm.receiptsValid + arm.receiptsInvalid === 0) return "none sent";
  return formatShare(arm.receiptsValid / arm.rows, 1);
}

/** Receipts that were issued for something else, or by nobody; null where there are none. */
export function invalidText({ baseline, candidate }: SourceReport): string | null {
  const invalid = (baseline?.receiptsInvalid ?? 0) + (candidate?.receiptsInvalid ?? 0);
  return invalid === 0 ? null : countOf(invalid, "invalid receipt");
}

/** Whether an arm's share of valid receipts is below what the plan asks for. */
export const lacksReceipts = (arm: ArmReport | null, neededPercent: number): boolean =>
  arm !== null && 100 * arm.receiptsValid < neededPercent * arm.rows;
