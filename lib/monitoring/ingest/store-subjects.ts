import { arrayParameter, distinctParameters, plainArrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { Series } from "#lib/monitoring/series.ts";
import {
  type GroupSpreads,
  type SubjectGroups,
  spreadsOf,
  sumByGroup,
} from "#lib/monitoring/subject-groups.ts";

type Seen = { readonly exposureId: string; readonly arm: Arm; readonly subject: string | null };

/**
 * Tells for each row whether it is the first of its subject in its arm. A row without a subject is one of its own.
 * `days` are those on which the exposures can have been seen before, with the one that is open.
 */
export async function firstSeen(
  tx: Sql,
  workspaceId: string,
  rows: readonly Seen[],
  { day, days }: { readonly day: string; readonly days: readonly string[] },
): Promise<boolean[]> {
  const keys = rows.map((row) => (row.subject === null ? null : keyOf(row)));
  const named = new Map(keys.flatMap((key, at) => (key === null ? [] : [[key, rows[at]!] as const])));
  const fresh =
    named.size === 0 ? new Set<string>() : await storeSeen(tx, workspaceId, [...named.values()], day, days);
  return keys.map((key) => key === null || fresh.delete(key));
}

const keyOf = ({ exposureId, arm, subject }: Seen): string => `${exposureId} ${arm} ${subject}`;

/** The keys of those that were not stored before. In the order of their key, so that two batches do not wait in a circle. */
async function storeSeen(
  tx: Sql,
  workspaceId: string,
  seen: readonly Seen[],
  day: string,
  days: readonly string[],
): Promise<Set<string>> {
  const exposures = distinctParameters(
    seen.map((row) => row.exposureId),
    (id) => id,
  );
  const column = (of: (row: Seen) => string | null) => plainArrayParameter(seen.map(of));
  const stored = await tx.$queryRaw<Seen[]>`
    INSERT INTO subject_seen (workspace_id, exposure_id, arm, subject, day)
    SELECT ${workspaceId}::uuid, exposure_id, arm, subject, ${day}::date
    FROM (
      SELECT (${exposures.values}::uuid[])[exposure] AS exposure_id, arm, subject
      FROM unnest(${exposures.places}::int[], ${column((row) => row.arm)}::text[], ${column((row) => row.subject)}::int8[]) AS given (exposure, arm, subject)
    ) AS sent
    WHERE NOT EXISTS (SELECT FROM subject_seen known WHERE known.exposure_id = sent.exposure_id AND known.arm = sent.arm
      AND known.subject = sent.subject AND known.day = ANY(${days.filter((each) => each !== day)}::date[]))
    ORDER BY exposure_id, arm, subject
    ON CONFLICT DO NOTHING
    RETURNING exposure_id AS "exposureId", arm, subject::text`;
  return new Set(stored.map(keyOf));
}

/** How the groups of an arm differ in a metric. */
export type ArmSpreads = Pick<SubjectGroups, "exposureId" | "arm"> &
  GroupSpreads & { readonly metric: string };

/** Adds observations to the sums of their subjects' groups, and returns how these differ then. */
export async function storeSubjectGroups(
  tx: Sql,
  workspaceId: string,
  series: readonly Series[],
): Promise<ArmSpreads[]> {
  const sums = sumByGroup(series);
  if (sums.length === 0) return [];
  const column = <K extends keyof (typeof sums)[number]>(key: K) => sums.map((each) => each[key]);
  const arrays = (key: "rows" | "broken" | "totals") => column(key).map((each) => arrayParameter(each));
  const stored = await tx.$queryRaw<
    (Pick<ArmSpreads, "exposureId" | "metric" | "arm"> & { groups: GroupsAsJson })[]
  >`
    INSERT INTO subject_group_sums (workspace_id, exposure_id, metric, arm, rows, broken, totals, total_squares)
    SELECT ${workspaceId}::uuid, exposure_id, metric, arm, rows::float8[], broken::float8[], totals::float8[], total_squares
    FROM unnest(${column("exposureId")}::uuid[], ${column("metric")}::text[], ${column("arm")}::text[], ${arrays("rows")}::text[],
                ${arrays("broken")}::text[], ${arrays("totals")}::text[], ${column("totalSquares")}::float8[])
      AS sent (exposure_id, metric, arm, rows, broken, totals, total_squares)
    ON CONFLICT (exposure_id, metric, arm) DO UPDATE SET
      rows = add_by_place(subject_group_sums.rows, excluded.rows),
      broken = add_by_place(subject_group_sums.broken, excluded.broken),
      totals = add_by_place(subject_group_sums.totals, excluded.totals),
      total_squares = subject_group_sums.total_squares + excluded.total_squares
    RETURNING exposure_id AS "exposureId", metric, arm,
      json_build_object('rows', rows, 'broken', broken, 'totals', totals, 'totalSquares', total_squares) AS groups`;
  return stored.map(({ groups, ...of }) => ({ ...of, ...spreadsOf(groups) }));
}

type GroupsAsJson = Parameters<typeof spreadsOf>[0];
