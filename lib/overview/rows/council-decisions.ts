import type { Tx } from "#lib/db/client.ts";
import { type Decided, decisionsOf, WEEK_MS, WEEKS } from "#lib/overview/council-decisions.ts";
import type { CouncilDecisions } from "#lib/overview/views/council-page.ts";

/** What became of the releases that go to a council, in whole weeks that end now. */
export async function councilDecisions(tx: Tx, council: string, now: Date): Promise<CouncilDecisions> {
  const since = new Date(now.getTime() - WEEKS * WEEK_MS);
  const rows = await tx.$queryRaw<Decided[]>`
    SELECT e.action, e.occurred_at AS at FROM audit_event e
    JOIN release r ON e.stream = 'release/' || r.id
    WHERE e.action IN ('release.approved', 'release.changes-requested', 'release.rejected', 'release.expired', 'release.rolled-back')
      AND e.occurred_at > ${since} AND r.sections #>> '{policy,composition,council}' = ${council}`;
  return decisionsOf(rows, since);
}
