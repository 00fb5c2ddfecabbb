import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { DeadlineRule } from "#lib/policy/policy.ts";
import type { BusinessCalendar } from "./business-calendar.ts";
import { type Stretch, workedAfter, workedMs } from "./business-time.ts";
import type { CompositionContent } from "./composition.ts";
import type { Council } from "./quorum.ts";
import type { Signature } from "./signature.ts";

/** What is done about a seat that nobody signed, one after another. Nothing of it signs. */
export const SEAT_STEPS = ["reminded", "alternates-told", "escalated"] as const;
export type SeatStep = (typeof SEAT_STEPS)[number];

const HOURS: Readonly<Record<SeatStep, keyof DeadlineRule>> = {
  reminded: "remind",
  "alternates-told": "alternates",
  escalated: "escalate",
};

/** That the clock of a round's seats runs from a moment on, or stands. */
export type ClockMark = { readonly at: Date; readonly runs: boolean };

/** The clock of the seats of a round: what starts and stops it, in order, and the hours that it counts. */
export type SeatClock = {
  readonly marks: readonly ClockMark[];
  readonly calendar: BusinessCalendar;
  readonly deadlines: DeadlineRule;
};

/** How each event of a release moves its clock: an opened round starts it anew, changes and an approval stop it. */
const MARKS: Readonly<Record<string, "anew" | "runs" | "stands">> = {
  "release.submitted": "anew",
  "release.edited": "anew",
  "release.review-resumed": "runs",
  "release.lapsed": "runs",
  "release.changes-requested": "stands",
  "release.approved": "stands",
};
export const CLOCK_EVENTS = Object.keys(MARKS);

/** The marks of the present round, given what happened to the release, in order. */
export function clockMarks(events: readonly { readonly type: string; readonly at: Date }[]): ClockMark[] {
  let marks: ClockMark[] = [];
  for (const { type, at } of events) {
    const mark = Object.hasOwn(MARKS, type) ? MARKS[type] : undefined;
    if (mark === undefined) continue;
    marks = mark === "anew" ? [{ at, runs: true }] : [...marks, { at, runs: mark === "runs" }];
  }
  return marks;
}

/** Whether the clock runs now. */
export const isRunning = ({ marks }: Pick<SeatClock, "marks">): boolean => marks.at(-1)?.runs ?? false;

/** The time in which it ran; the last stretch has no end while it runs. */
function running(marks: readonly ClockMark[]): Stretch[] {
  const stretches: Stretch[] = [];
  let fromMs: number | null = null;
  for (const { at, runs } of marks) {
    if (runs) fromMs ??= at.getTime();
    else if (fromMs !== null) {
      stretches.push({ fromMs, untilMs: at.getTime() });
      fromMs = null;
    }
  }
  return fromMs === null ? stretches : [...stretches, { fromMs, untilMs: Number.POSITIVE_INFINITY }];
}

/**
 * When a step is due: once the council has worked so many hours while the clock ran. Null where the clock stands before
 * that, or the calendar never works so long.
 */
export function stepDueAt(step: SeatStep, { marks, calendar, deadlines }: SeatClock): Date | null {
  let leftMs = deadlines[HOURS[step]] * HOUR_MS;
  for (const stretch of running(marks)) {
    const workedHereMs = Number.isFinite(stretch.untilMs) ? workedMs(calendar, stretch) : leftMs;
    if (leftMs <= workedHereMs) {
      const dueMs = workedAfter(calendar, stretch.fromMs, leftMs);
      return dueMs === null ? null : new Date(dueMs);
    }
    leftMs -= workedHereMs;
  }
  return null;
}

/** A step that was taken, of a seat of the present round. */
export type StepTaken = { readonly seat: BusinessFunction; readonly step: SeatStep };

export type StepDue = StepTaken & { readonly dueAt: Date; readonly to: readonly string[] };

type Late = {
  readonly clock: SeatClock;
  readonly council: Pick<Council<Signature>, "seats">;
  readonly composition: CompositionContent;
  readonly taken: readonly StepTaken[];
};

/** The steps that are due now and were not taken, of the seats that wait, in order. None while the clock stands. */
export function stepsDue({ clock, council, composition, taken }: Late, now: Date): StepDue[] {
  if (!isRunning(clock)) return [];
  const open = council.seats.filter(({ state }) => state === "waiting" || state === "stale");
  return SEAT_STEPS.flatMap((step) => {
    const dueAt = stepDueAt(step, clock);
    if (dueAt === null || dueAt > now) return [];
    return open
      .filter(({ function: seat }) => !taken.some((one) => one.seat === seat && one.step === step))
      .map(({ function: seat }) => ({ seat, step, dueAt, to: toldOf(step, seat, composition) }));
  });
}

/** Who is told of a step, by id. */
function toldOf(
  step: SeatStep,
  seat: BusinessFunction,
  { seats, chair, escalation }: CompositionContent,
): string[] {
  const place = seats.find((one) => one.function === seat);
  switch (step) {
    case "reminded":
      return [...(place?.members ?? [])];
    case "alternates-told":
      return [...new Set([...(place?.alternates ?? []), chair])];
    case "escalated":
      return [...escalation];
  }
}

/** The seats that their alternates were told of: they may sign them from then on, in this round. */
export const reachedBy = (taken: readonly StepTaken[]): ReadonlySet<BusinessFunction> =>
  new Set(taken.filter(({ step }) => step !== "reminded").map(({ seat }) => seat));
