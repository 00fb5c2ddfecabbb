import type { SeatStep as Row } from "#generated/prisma/client.ts";
import {
  CLOCK_EVENTS,
  type ClockMark,
  clockMarks,
  SEAT_STEPS,
  type StepTaken,
} from "#lib/councils/seat-clock.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** A step that was taken of a seat of a release, and when. */
export type KeptSeatStep = StepTaken & Pick<Row, "round" | "dueAt" | "takenAt">;

/** The steps taken of these releases, by release; asks nothing where there is none to ask about. */
export async function seatStepsOf(
  tx: Tx,
  releaseIds: readonly string[],
): Promise<(releaseId: string) => readonly KeptSeatStep[]> {
  const rows =
    releaseIds.length === 0
      ? []
      : await tx.seatStep.findMany({
          where: { releaseId: { in: [...releaseIds] } },
          orderBy: [{ takenAt: "asc" }, { dueAt: "asc" }],
        });
  const byRelease = Map.groupBy(rows, ({ releaseId }) => releaseId);
  return (releaseId) =>
    (byRelease.get(releaseId) ?? []).map(({ seat, step, round, dueAt, takenAt }) => ({
      seat: oneOf(FUNCTIONS, seat),
      step: oneOf(SEAT_STEPS, step),
      round,
      dueAt,
      takenAt,
    }));
}

/** What started and stopped the clocks of these releases, by release, from their own streams of the log. */
export async function clockMarksOf(
  tx: Tx,
  releaseIds: readonly string[],
): Promise<(releaseId: string) => ClockMark[]> {
  if (releaseIds.length === 0) return () => [];
  const streams = releaseIds.map((id) => `release/${id}`);
  const rows = await tx.$queryRaw<{ stream: string; type: string; at: Date }[]>`
    SELECT stream, action AS type, occurred_at AS at FROM audit_event
    WHERE stream = ANY (${streams}) AND action = ANY (${CLOCK_EVENTS}) ORDER BY stream, stream_seq`;
  const byStream = Map.groupBy(rows, ({ stream }) => stream);
  return (releaseId) => clockMarks(byStream.get(`release/${releaseId}`) ?? []);
}
