import { Prisma } from "#generated/prisma/client.ts";
import { isFounded } from "#lib/councils/founding.ts";
import { compositionsInForce } from "#lib/councils/rows/compositions.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Tx } from "#lib/db/client.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { Attention } from "#lib/overview/views/attention.ts";
import { unfillableSeats } from "#lib/overview/waiting.ts";
import { approvedUntil } from "./approved-until.ts";
import { shortCouncils } from "./councils.ts";
import { releasesInReview } from "./reviews.ts";

/** An approval that expires within this many days is listed. */
export const ENDING_DAYS = 7;
const LISTED_MAX = 10;

/**
 * What needs anyone's attention: open incidents, approvals about to expire, reviews that are late or cannot finish.
 */
export async function needsAttention(tx: Tx, now: Date): Promise<Attention> {
  const [incidents, ending, reviews] = await Promise.all([
    openIncidents(tx),
    endingApprovals(tx, now),
    reviewsInTrouble(tx, now),
  ]);
  return { incidents, endingApprovals: ending, ...reviews };
}

function openIncidents(tx: Tx): Promise<Attention["incidents"]> {
  return tx.$queryRaw<(Omit<Attention["incidents"][number], "openedAt"> & { openedAt: Date })[]>`
    SELECT incident.number, incident.title, rollout.number AS rollout, release.number AS release,
           incident.opened_at AS "openedAt"
    FROM incident JOIN rollout ON rollout.id = incident.rollout_id JOIN release ON release.id = rollout.release_id
    WHERE incident.closed_at IS NULL ORDER BY incident.number DESC LIMIT ${LISTED_MAX}`.then((rows) =>
    rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() })),
  );
}

const endingApprovals = (tx: Tx, now: Date): Promise<Attention["endingApprovals"]> =>
  approvedUntil(
    tx,
    Prisma.sql`valid_until > ${now} AND valid_until <= ${daysLater(now, ENDING_DAYS)}`,
    LISTED_MAX,
  );

async function reviewsInTrouble(
  tx: Tx,
  now: Date,
): Promise<Pick<Attention, "founded" | "overdueReviews" | "unfillable" | "shortCouncils">> {
  const [files, signers, councils] = await Promise.all([
    releasesInReview(tx, Prisma.sql`true`, now),
    reviewersExcept(tx, [], now),
    compositionsInForce(tx),
  ]);
  const overdueReviews: Attention["overdueReviews"] = [];
  const unfillable: Attention["unfillable"] = [];
  for (const file of files) {
    const { release, dueAt } = file;
    if (dueAt && dueAt < now) overdueReviews.push({ release, dueAt: dueAt.toISOString() });
    const seats = unfillableSeats(signers, file);
    if (seats.length > 0) unfillable.push({ release, seats });
  }
  const founded = isFounded(signers);
  return {
    founded,
    overdueReviews: overdueReviews.slice(0, LISTED_MAX),
    unfillable: unfillable.slice(0, LISTED_MAX),
    shortCouncils: shortCouncils(councils, signers).slice(0, LISTED_MAX),
  };
}
