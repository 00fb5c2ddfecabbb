import type { FactorChange } from "#lib/access/views/factor-list.ts";
import { DAY_MS } from "#lib/kernel/time.ts";

/** Long enough that somebody who was away over a weekend still sees a change they did not make. */
const NEWS_DAYS = 3;

/** The last change of the reader's second factor, while it is news. */
export function factorNews([last]: readonly FactorChange[], nowMs: number): FactorChange | undefined {
  return last && nowMs - Date.parse(last.at) <= NEWS_DAYS * DAY_MS ? last : undefined;
}
