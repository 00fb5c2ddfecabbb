import { Prisma } from "#generated/prisma/client.ts";
import { awaitedSeats } from "#lib/councils/sealing.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { LateSeatItem } from "#lib/overview/views/waiting-item.ts";
import { seatWaitingFor } from "#lib/overview/waiting.ts";
import { releasesInReview } from "./reviews.ts";

/** The late seats that this person was told of and cannot sign themselves, each by its last step, while they wait. */
export async function lateSeats(tx: Tx, caller: Caller, now: Date): Promise<LateSeatItem[]> {
  if (caller.kind !== "person") return [];
  const files = await releasesInReview(tx, toldOf(caller.id), now);
  return files.flatMap((file) => {
    const mine = seatWaitingFor(caller, file)?.seat;
    const open = awaitedSeats(file, file.council).filter(
      ({ state }) => state === "waiting" || state === "stale",
    );
    return open.flatMap(({ function: seat }): LateSeatItem[] => {
      const last = file.steps.findLast((one) => one.seat === seat && one.told.includes(caller.id));
      if (!last || seat === mine) return [];
      return [{ kind: "late-seat", release: file.release, seat, step: last.step, since: last.dueAt }];
    });
  });
}

const toldOf = (personId: string): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM seat_step
          WHERE release_id = release.id AND seat_step.round = release.round AND ${personId}::uuid = ANY (told))`;
