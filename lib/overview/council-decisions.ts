import { DAY_MS } from "#lib/kernel/time.ts";
import type { CouncilDecisions } from "./views/council-page.ts";

/** For how many weeks a council's decisions and signatures are counted. */
const WEEKS = 12;
const WEEK_MS = 7 * DAY_MS;

/** From when on, at a moment. */
export const countedSince = (now: Date): Date => new Date(now.getTime() - WEEKS * WEEK_MS);

/** An event that decided a release, or undid what was decided. */
export type Decided = { readonly action: string; readonly at: Date };

/** Counted week by week; what expired or was rolled back is counted as a whole. */
export function decisionsOf(rows: readonly Decided[], since: Date): CouncilDecisions {
  const countOf = (of: readonly Decided[], action: string) =>
    of.filter((row) => row.action === action).length;
  const weeks = Array.from({ length: WEEKS }, (_, nth) => {
    const from = since.getTime() + nth * WEEK_MS;
    const own = rows.filter(({ at }) => at.getTime() > from && at.getTime() <= from + WEEK_MS);
    return {
      from: new Date(from).toISOString(),
      approved: countOf(own, "release.approved"),
      changesRequested: countOf(own, "release.changes-requested"),
      rejected: countOf(own, "release.rejected"),
    };
  });
  return {
    weeks,
    expired: countOf(rows, "release.expired"),
    rolledBack: countOf(rows, "release.rolled-back"),
  };
}
