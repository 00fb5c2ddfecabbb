import { nextCalendarDay, type ReviewSubject, type SeenCause } from "#lib/councils/re-review.ts";
import type { Tx } from "#lib/db/client.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { Route } from "#lib/policy/policy.ts";

/** What happened longer ago than this brings no re-review by itself: the worker was away for too long, or the rule is new. */
const SEEN_DAYS_MAX = 14;

/** What is live on a pointer by a release that went out to everyone. */
export type Live = ReviewSubject & { readonly modelId: string; readonly versionId: string };

/** The release that everyone on a pointer is on, and since when; null where none is fully out there. */
export async function liveOn(tx: Tx, pointerId: string): Promise<Live | null> {
  const [row] = await tx.$queryRaw<(Omit<Live, "liveSince"> & { liveSince: Date })[]>`
    SELECT pointer.name AS pointer, pointer.id::text AS "pointerId", pointer.model_id::text AS "modelId", r.id::text AS release,
           r.number AS "releaseNumber", v.id::text AS "versionId", v.number AS version, v.digest,
           coalesce((SELECT min(e.at) FROM exposure e WHERE e.pointer_id = pointer.id AND e.base_version_id = v.id
                       AND e.sequence > coalesce((SELECT max(o.sequence) FROM exposure o WHERE o.pointer_id = pointer.id
                                                  AND o.base_version_id <> v.id), -1)), r.approved_at, r.created_at) AS "liveSince"
    FROM pointer JOIN LATERAL (
      SELECT base_version_id FROM exposure WHERE pointer_id = pointer.id ORDER BY sequence DESC LIMIT 1) now ON true
    JOIN model_version v ON v.id = now.base_version_id
    JOIN release r ON r.pointer_id = pointer.id AND r.version_id = v.id AND r.state = 'released'
    WHERE pointer.id = ${pointerId}::uuid ORDER BY r.number DESC LIMIT 1`;
  return row ? { ...row, liveSince: row.liveSince.toISOString() } : null;
}

export type CauseDue = { readonly cause: SeenCause; readonly source: string; readonly at: Date };

/** The causes that the log shows for what is live on a pointer and that no re-review of it has yet. */
export async function causesSeen(
  tx: Tx,
  live: Live,
  { reReview, reviewDays }: Pick<Route, "reReview" | "reviewDays">,
  now: Date,
): Promise<CauseDue[]> {
  if (!reReview) return [];
  const from = [new Date(live.liveSince), daysLater(now, -SEEN_DAYS_MAX)].toSorted((a, b) => +b - +a)[0]!;
  const rows = await tx.$queryRaw<CauseDue[]>`
    WITH RECURSIVE ancestor AS (
      SELECT parent_id AS id, 1 AS depth FROM model_version WHERE id = ${live.versionId}::uuid AND parent_id IS NOT NULL
      UNION
      SELECT v.parent_id, a.depth + 1 FROM model_version v JOIN ancestor a ON a.id = v.id
      WHERE v.parent_id IS NOT NULL AND a.depth < 100
    ), seen AS (
      SELECT 'incident' AS cause, i.id::text AS source, i.opened_at AS at
      FROM incident i JOIN rollout o ON o.id = i.rollout_id
      WHERE o.pointer_id = ${live.pointerId}::uuid AND i.opened_at > ${from}::timestamptz
      UNION ALL
      SELECT 'parent', o.id::text, o.ended_at FROM rollout o
      WHERE o.candidate_id IN (SELECT id FROM ancestor) AND o.state = 'rolled-back' AND o.ended_at > ${from}::timestamptz
      UNION ALL
      SELECT 'parent', r.id::text, r.ended_at FROM re_review r JOIN release of ON of.id = r.release_id
      WHERE of.version_id IN (SELECT id FROM ancestor) AND r.state = 'unfit' AND r.ended_at > ${from}::timestamptz
    )
    SELECT cause, source, at FROM seen
    WHERE NOT EXISTS (SELECT FROM re_review r, jsonb_array_elements(r.causes) told
                      WHERE r.release_id = ${live.release}::uuid AND told ->> 'source' = seen.source)
    ORDER BY at`;
  const since = new Date(live.liveSince);
  const day = nextCalendarDay(since, reReview, await coveredUntil(tx, live));
  const early = daysLater(day, -reviewDays);
  return early <= now ? [...rows, { cause: "calendar", source: day.toISOString(), at: now }] : rows;
}

/** Until when what is live has its calendar's days behind it: those that a re-review was opened for, or that one as a whole came after. */
export async function coveredUntil(tx: Tx, live: Pick<Live, "release" | "liveSince">): Promise<Date> {
  const [past] = await tx.$queryRaw<{ covered: Date | null }[]>`
    SELECT max(greatest(CASE WHEN r.state = 'fit' THEN r.ended_at END,
                        (SELECT max((told ->> 'source')::timestamptz) FROM jsonb_array_elements(r.causes) told
                         WHERE told ->> 'cause' = 'calendar'))) AS covered
    FROM re_review r WHERE r.release_id = ${live.release}::uuid AND r.state <> 'closed'`;
  return past?.covered ?? new Date(live.liveSince);
}
