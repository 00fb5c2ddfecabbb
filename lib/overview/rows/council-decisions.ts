import type { Tx } from "#lib/db/client.ts";
import { countedSince, type Decided, decisionsOf } from "#lib/overview/council-decisions.ts";
import type { CouncilDecided, CouncilDecisions, CouncilPageView } from "#lib/overview/views/council-page.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";

/** The events that decide a release or undo what was decided. */
const DECIDING: Readonly<Record<string, CouncilDecided>> = {
  "release.approved": "approved",
  "release.changes-requested": "changes-requested",
  "release.rejected": "rejected",
  "release.expired": "expired",
  "release.rolled-back": "rolled-back",
};

const LISTED_MAX = 100;

/** What became of the releases that go to a council, in whole weeks that end now. */
export async function councilDecisions(tx: Tx, council: string, now: Date): Promise<CouncilDecisions> {
  const since = countedSince(now);
  const rows = await tx.$queryRaw<Decided[]>`
    SELECT e.action, e.occurred_at AS at FROM audit_event e
    JOIN release r ON e.stream = 'release/' || r.id
    WHERE e.action = ANY (${Object.keys(DECIDING)})
      AND e.occurred_at > ${since} AND r.sections #>> '{policy,composition,council}' = ${council}`;
  return decisionsOf(rows, since);
}

/** The same one by one, the newest first. */
export async function councilDecided(
  tx: Tx,
  council: string,
  now: Date,
): Promise<CouncilPageView["decided"]> {
  const rows = await tx.$queryRaw<(ReleaseReference & Decided)[]>`
    SELECT e.action, e.occurred_at AS at, ${REFERENCE} FROM audit_event e, ${REFERRED}
    WHERE e.stream = 'release/' || release.id AND e.action = ANY (${Object.keys(DECIDING)})
      AND e.occurred_at > ${countedSince(now)} AND of_release.policy #>> '{composition,council}' = ${council}
    ORDER BY e.id DESC LIMIT ${LISTED_MAX}`;
  return rows.map(withReference).flatMap(({ release, action, at }) => {
    const what = DECIDING[action];
    return what ? [{ release, what, at: at.toISOString() }] : [];
  });
}
