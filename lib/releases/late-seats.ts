import type { CompositionContent } from "#lib/councils/composition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { awaitedSeats } from "#lib/councils/sealing.ts";
import {
  type ClockMark,
  type SeatClock,
  type StepDue,
  type StepTaken,
  stepsDue,
} from "#lib/councils/seat-clock.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { DeadlineRule } from "#lib/policy/policy.ts";

/** A release as far as the deadlines of its seats go. */
type Timed = Signable & {
  readonly sections: { readonly policy: { readonly deadlines?: DeadlineRule } };
  /** Who sits on the council it was submitted to; undefined where its policy names none. */
  readonly composition: CompositionContent | undefined;
  /** What started and stopped the clock of its round. */
  readonly marks: readonly ClockMark[];
  /** The steps taken in its round. */
  readonly stepsTaken: readonly StepTaken[];
};

/** The clock of its seats; null where its policy names no deadlines. */
export function clockOf({
  sections,
  composition,
  marks,
}: Omit<Timed, keyof Signable | "stepsTaken">): SeatClock | null {
  const { deadlines } = sections.policy;
  return deadlines && composition ? { marks, calendar: composition.calendar, deadlines } : null;
}

/** The steps that are due now of the seats that nobody signed in time, and were not taken. */
export function lateSeats(file: Timed, now: Date): StepDue[] {
  const clock = clockOf(file);
  if (!clock || !file.composition) return [];
  const { composition, stepsTaken: taken } = file;
  const council = { seats: awaitedSeats(file, councilStanding(file)) };
  return stepsDue({ clock, council, composition, taken }, now);
}
