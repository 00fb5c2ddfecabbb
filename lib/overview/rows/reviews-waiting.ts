import { Prisma } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { reviewsWhere, UNFIT_STANDS } from "#lib/councils/rows/re-reviews.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReviewWaitingItem, UnfitWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { reviewFiles } from "#lib/releases/rows/re-reviews.ts";

/** At most this many are read for one person: those due first. */
const REVIEWS_MAX = 50;

/** The re-reviews that this person can sign and has not in the present round. */
export async function reviewsToSign(tx: Tx, caller: Caller, now: Date): Promise<ReviewWaitingItem[]> {
  if (caller.kind !== "person" || caller.functions.length === 0) return [];
  const open = await reviewsWhere(tx, Prisma.sql`r.state = 'open'`);
  const first = open.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)).slice(0, REVIEWS_MAX);
  const items: ReviewWaitingItem[] = [];
  for (const file of await reviewFiles(tx, first, now)) {
    const council = councilStanding(file);
    const waits = council.seats.filter(({ state }) => state !== "met").map((one) => one.function);
    const seat = ownSeats(file, council, caller).find(
      ({ whyNot, last, function: of }) =>
        whyNot === null && waits.includes(of) && last?.signature.round !== file.round,
    );
    const { number, modelName: model, subject, dueAt } = file.review;
    const { pointer, version } = subject;
    if (seat)
      items.push({
        kind: "sign-review",
        review: number,
        model,
        pointer,
        version,
        seat: seat.function,
        dueAt,
      });
  }
  return items;
}

/** What is live although its council found it not fit, for those who can go back. */
export async function unfitToReplace(tx: Tx, caller: Caller): Promise<UnfitWaitingItem[]> {
  if (whyNotPermitted(caller, "pointer:return") !== null) return [];
  const unfit = await reviewsWhere(
    tx,
    Prisma.sql`${UNFIT_STANDS} AND (SELECT state FROM release WHERE id = r.release_id) = 'released'`,
    REVIEWS_MAX,
  );
  return unfit.map(({ number: review, modelName: model, subject: { pointer, version } }) => ({
    kind: "replace-unfit",
    review,
    model,
    pointer,
    version,
  }));
}
