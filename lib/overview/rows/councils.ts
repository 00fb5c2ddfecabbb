import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { workedMs } from "#lib/councils/business-time.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import type { Composition } from "#lib/councils/rows/compositions.ts";
import type { Reviewer } from "#lib/councils/rows/reviewers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { daysLater, HOUR_MS } from "#lib/kernel/time.ts";
import { countedSince } from "#lib/overview/council-decisions.ts";
import type { CouncilPageView } from "#lib/overview/views/council-page.ts";
import { type ReviewFile, releasesInReview } from "./reviews.ts";

/** The seats of a council that too few of its members can sign for now. */
export function shortIn({ seats }: CompositionContent, reviewers: readonly Reviewer[]): BusinessFunction[] {
  const held = new Map(reviewers.map(({ id, functions }) => [id, functions]));
  return seats
    .filter(
      ({ function: name, min, members }) => members.filter((id) => held.get(id)?.includes(name)).length < min,
    )
    .map((seat) => seat.function);
}

/** The councils with a seat that too few of its members can sign for now. */
export const shortCouncils = (councils: readonly Composition[], reviewers: readonly Reviewer[]) =>
  councils.flatMap(({ council: id, content }) => {
    const seats = shortIn(content, reviewers);
    return seats.length > 0 ? [{ council: { id, name: content.name }, seats }] : [];
  });

/** The releases in review that were submitted to a council, with the seats that still wait. */
export async function waitingAt(tx: Tx, now: Date, council?: string): Promise<Waiting[]> {
  const here =
    council === undefined
      ? Prisma.sql`policy -> 'composition' IS NOT NULL`
      : Prisma.sql`policy #>> '{composition,council}' = ${council}`;
  const files = await releasesInReview(tx, here, now);
  return files.flatMap((file) => {
    const seats = file.council.seats.filter(({ state }) => state !== "met").map((seat) => seat.function);
    return seats.length > 0 && file.composition ? [{ file, council: file.composition.council, seats }] : [];
  });
}

export type Waiting = {
  readonly file: ReviewFile;
  readonly council: string;
  readonly seats: readonly BusinessFunction[];
};

export const waitingView = ({ file, seats }: Waiting): CouncilPageView["waiting"][number] => ({
  release: file.release,
  seats: [...seats],
  dueAt: file.dueAt?.toISOString() ?? null,
});

/** How a seat did: how many signatures, how many of them in time, and the median of the council's own hours. */
export type SeatRecord = {
  readonly signed: number;
  readonly inTime: number;
  readonly medianHours: number | null;
};

/** From when on a round could be signed: `round` is a row of release_round. */
export const SIGNABLE_SINCE = Prisma.sql`greatest(round.opened_at, (
  SELECT min(event.occurred_at) FROM audit_event event
  WHERE event.stream = 'release/' || round.release_id AND event.action = 'release.submitted'))`;

type Row = { seat: string; openedAt: Date; signedAt: Date; reviewDays: number };

/** The first signature of each seat in each round that was submitted to a council lately, from when the round could be signed. */
export async function seatRecords(
  tx: Tx,
  { council, content: { calendar } }: Composition,
  now: Date,
): Promise<(seat: BusinessFunction) => SeatRecord> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT signed.seat, signed.signed_at AS "signedAt", (of_round.policy ->> 'reviewDays')::int AS "reviewDays",
           ${SIGNABLE_SINCE} AS "openedAt"
    FROM (SELECT DISTINCT ON (subject_id, round, seat) subject_id, round, seat, signed_at FROM signature
          WHERE subject_kind = 'release' AND signed_at > ${countedSince(now)}
          ORDER BY subject_id, round, seat, signed_at) signed
    JOIN release_round round ON round.release_id = signed.subject_id AND round.round = signed.round,
    jsonb_to_record(round.sections) AS of_round (policy jsonb)
    WHERE of_round.policy #>> '{composition,council}' = ${council}`;
  const bySeat = Map.groupBy(rows, ({ seat }) => seat);
  return (seat) => {
    const own = bySeat.get(seat) ?? [];
    const hours = own
      .map(({ openedAt, signedAt }) => workedMs(calendar, spanOf(openedAt, signedAt)) / HOUR_MS)
      .toSorted((a, b) => a - b);
    const inTime = own.filter(
      ({ openedAt, signedAt, reviewDays }) => signedAt <= daysLater(openedAt, reviewDays),
    );
    return { signed: own.length, inTime: inTime.length, medianHours: medianOf(hours) };
  };
}

export const spanOf = (from: Date, until: Date) => ({ fromMs: from.getTime(), untilMs: until.getTime() });

/** Of sorted numbers; null of none. */
export function medianOf(sorted: readonly number[]): number | null {
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Why the reader cannot propose a council, or a change of one for which a proposal is `open`. */
export function whyNotPropose(caller: Caller, published: boolean, open = false): string | null {
  const permitted = whyNotPermitted(caller, "council:propose");
  if (permitted !== null) return permitted;
  if (!published) return "There is no policy yet that names who signs a council.";
  return open ? "A change of it is already proposed; have it signed or withdrawn first." : null;
}
