import { Prisma } from "#generated/prisma/client.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import type { Tx } from "#lib/db/client.ts";
import {
  conditionMoment,
  delegationMoment,
  findingMoment,
  type Moment,
  momentsBetween,
  reviewMoment,
  SOON_DAYS,
  waiverMoment,
} from "#lib/overview/moments.ts";
import { binding, unmet } from "#lib/releases/conditions.ts";
import { releaseTitle } from "#lib/releases/release-title.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";

/** The moments that came by now, of which somebody may not have been told yet. */
export async function momentsDue(tx: Tx, now: Date): Promise<Moment[]> {
  const found = [
    ...(await conditions(tx, now)),
    ...(await waivers(tx, now)),
    ...(await findings(tx, now)),
    ...(await delegations(tx, now)),
    ...(await reviews(tx, now)),
  ];
  if (found.length === 0) return [];
  const told = await tx.$queryRaw<{ source: string }[]>`
    SELECT DISTINCT source FROM inbox_message WHERE source = ANY (${found.map(({ source }) => source)})`;
  const known = new Set(told.map(({ source }) => source));
  return found.filter(({ source }) => !known.has(source));
}

/** Only those that bind: an approval that something replaced leaves its conditions behind. */
async function conditions(tx: Tx, now: Date): Promise<Moment[]> {
  const { from, to } = momentsBetween(now, SOON_DAYS.condition);
  const releases = await tx.$queryRaw<{ number: number }[]>`
    SELECT DISTINCT release.number FROM release_condition c JOIN release ON release.id = c.release_id
    WHERE c.due_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz
      AND release.state IN ('in-review', 'changes-requested', 'approved', 'releasing', 'released')`;
  if (releases.length === 0) return [];
  const files = await readReleases(
    tx,
    releases.map(({ number }) => number),
    now,
  );
  return files.flatMap((file) => {
    const { target, artifact } = file.sections;
    const title = releaseTitle({ ...target, version: artifact.version });
    return unmet(binding(file.conditions, councilStanding(file)))
      .map(({ id, dueAt }) => ({
        id,
        at: new Date(dueAt),
        release: file.release.number,
        title,
        model: target.model,
      }))
      .filter(({ at }) => at >= from && at <= to)
      .map((one) => conditionMoment(one, now));
  });
}

type Numbered = { id: string; number: number; model: string; at: Date };

async function waivers(tx: Tx, now: Date): Promise<Moment[]> {
  const { from, to } = momentsBetween(now, SOON_DAYS.waiver);
  const rows = await tx.$queryRaw<Numbered[]>`
    SELECT waiver.id::text, waiver.number, model.name AS model, max(term.ends_at) AS at
    FROM waiver JOIN waiver_term term ON term.waiver_id = waiver.id AND term.state = 'granted'
    JOIN model ON model.id = waiver.model_id
    WHERE waiver.withdrawn_at IS NULL
    GROUP BY waiver.id, waiver.number, model.name
    HAVING max(term.ends_at) BETWEEN ${from}::timestamptz AND ${to}::timestamptz`;
  return rows.map((one) => waiverMoment(one, now));
}

async function findings(tx: Tx, now: Date): Promise<Moment[]> {
  const { from, to } = momentsBetween(now, SOON_DAYS.finding);
  const rows = await tx.$queryRaw<Numbered[]>`
    SELECT finding.id::text, finding.number, model.name AS model, finding.due_at AS at
    FROM finding JOIN model ON model.id = finding.model_id
    WHERE finding.state = 'open' AND finding.due_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz`;
  return rows.map((one) => findingMoment(one, now));
}

async function reviews(tx: Tx, now: Date): Promise<Moment[]> {
  const { from, to } = momentsBetween(now, SOON_DAYS.review);
  const due = await reviewsWhere(
    tx,
    Prisma.sql`r.state = 'open' AND r.due_at BETWEEN ${from}::timestamptz AND ${to}::timestamptz`,
  );
  return due.map(({ id, number, modelName: model, dueAt, terms: { overdue } }) =>
    reviewMoment({ id, number, model, at: new Date(dueAt), overdue }, now),
  );
}

/** One that starts as it is given was told by its event. */
async function delegations(tx: Tx, now: Date): Promise<Moment[]> {
  const { from } = momentsBetween(now, 0);
  const rows = await tx.$queryRaw<{ id: string; at: Date; to: string; from: string; endsAt: Date }[]>`
    SELECT id::text, starts_at AS at, to_id::text AS to, from_id::text AS from, ends_at AS "endsAt"
    FROM delegation WHERE ended_at IS NULL AND ends_at > ${now}::timestamptz
      AND starts_at > created_at + interval '1 hour' AND starts_at BETWEEN ${from}::timestamptz AND ${now}::timestamptz`;
  return rows.map(delegationMoment);
}
