import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Review, seatWaitingFor, type WaitingSeat } from "#lib/overview/waiting.ts";
import { type ReleaseCaseFile, readReleases } from "#lib/releases/rows/lock-release.ts";

/** At most this many releases in review are read for one person: the most urgent. */
export const REVIEWS_MAX = 50;

export type ReviewWaiting = { readonly file: ReleaseCaseFile } & WaitingSeat;

/** The releases in review with a seat for this person to fill, the most urgent first. */
export async function reviewsWaiting(tx: Tx, caller: Caller): Promise<ReviewWaiting[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "verdict:cast") !== null) return [];
  if (caller.functions.length === 0) return [];
  const files = await releasesInReview(tx, seatsForOthersThan(caller.id, caller.functions));
  return files.flatMap((file) => {
    const waiting = seatWaitingFor(caller, reviewOf(file));
    return waiting ? [{ file, ...waiting }] : [];
  });
}

/** Releases in review that meet a condition on `release`, by due date. */
export async function releasesInReview(tx: Tx, condition: Prisma.Sql): Promise<ReleaseCaseFile[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM release WHERE state = 'in-review' AND ${condition}
    ORDER BY due_at NULLS LAST, number LIMIT ${REVIEWS_MAX}`;
  const files = await readReleases(
    tx,
    rows.map((row) => row.number),
  );
  const byNumber = new Map(files.map((file) => [file.release.number, file]));
  return rows.flatMap((row) => byNumber.get(row.number) ?? []);
}

export const reviewOf = (file: ReleaseCaseFile): Review => ({ ...file, council: councilStanding(file) });

/** A first filter in the database; the councils' own rules then decide who may fill a seat. */
const seatsForOthersThan = (personId: string, functions: readonly string[]): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM jsonb_array_elements(sections -> 'policy' -> 'seats') seat
          WHERE seat ->> 'function' = ANY(${[...functions]}))
  AND NOT EXISTS (SELECT FROM release_contributor c WHERE c.release_id = release.id AND c.person_id = ${personId})`;
