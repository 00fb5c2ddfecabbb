import type { SittingItemView, SittingView } from "#lib/releases/views/sitting.ts";

const MINUTE_MS = 60_000;
type Timed = Pick<SittingItemView, "item" | "title" | "state" | "minutes" | "startedAt" | "endedAt">;
type Clocked = Pick<SittingView, "state" | "startsAt" | "opened" | "now"> & {
  readonly items: readonly Timed[];
};

/** An item as a segment of the bar: as wide as its time, filled as far as that has passed. */
export type Segment = {
  readonly item: string;
  readonly minutes: number;
  /** 0 to 1. */
  readonly filled: number;
  readonly look: "done" | "now" | "over" | "coming";
  readonly text: string;
};

const minutesBetween = (from: string, until: string): number =>
  Math.max(0, (Date.parse(until) - Date.parse(from)) / MINUTE_MS);

export const segmentsOf = ({ items, now }: Clocked): Segment[] =>
  items.map((one, at) => ({ item: one.item, ...segmentOf(one, `Item ${at + 1}, ${one.title}`, now) }));

/** A segment of no time could not be seen. */
const LEAST_MINUTES = 0.5;

function segmentOf(
  { state, minutes, startedAt, endedAt }: Timed,
  name: string,
  now: string,
): Omit<Segment, "item"> {
  if (state === "waiting")
    return { minutes, filled: 0, look: "coming", text: `${name}: to come, ${minutes} min` };
  const passed = startedAt === null ? 0 : minutesBetween(startedAt, endedAt ?? now);
  const rounded = Math.round(passed);
  if (state === "current") {
    const whole = Math.max(minutes, passed);
    const look = passed > minutes ? "over" : "now";
    return {
      minutes: whole,
      filled: passed / whole,
      look,
      text: `${name}: now, ${rounded} of ${minutes} min`,
    };
  }
  const took =
    startedAt === null ? "put off" : `${state === "postponed" ? "put off after" : "took"} ${rounded} min`;
  return { minutes: Math.max(LEAST_MINUTES, passed), filled: 1, look: "done", text: `${name}: ${took}` };
}

const laterBy = (from: number, minutes: number): number => from + minutes * MINUTE_MS;

/** When what is to come is expected to be called, by item, and when the agenda would be done; null where it is over. */
export function expectedTimes(sitting: Clocked): {
  readonly starts: ReadonlyMap<string, string>;
  readonly endsAt: string;
  /** Against what was planned for each item when the sitting began; negative where it is early. */
  readonly lateMinutes: number;
} | null {
  const { state, items, startsAt, opened, now } = sitting;
  const left = items.some((one) => one.state === "waiting" || one.state === "current");
  if ((state !== "planned" && state !== "open") || !left) return null;
  const begun = Date.parse(opened?.at ?? startsAt);
  let at = state === "open" ? Math.max(begun, Date.parse(now)) : begun;
  const current = items.find((one) => one.state === "current");
  if (current?.startedAt) at = Math.max(at, laterBy(Date.parse(current.startedAt), current.minutes));
  const starts = new Map<string, string>();
  for (const one of items) {
    if (one.state !== "waiting") continue;
    starts.set(one.item, new Date(at).toISOString());
    at = laterBy(at, one.minutes);
  }
  const planned = laterBy(
    begun,
    items.filter((one) => one.state !== "postponed").reduce((sum, { minutes }) => sum + minutes, 0),
  );
  return {
    starts,
    endsAt: new Date(at).toISOString(),
    lateMinutes: Math.round((at - planned) / MINUTE_MS),
  };
}
