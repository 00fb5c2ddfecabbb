/** How moments and spans are put into words. Pure: the moment and the zone come in, text comes out. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "5 h 12 min", "2 days", "41 s": the two largest units that matter, never more. */
export function spanText(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < minuteMs) return `${Math.floor(ms / 1000)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < 2 * dayMs) {
    const minutes = Math.floor((ms % hourMs) / minuteMs);
    const hours = Math.floor(ms / hourMs);
    return minutes === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes} min`;
  }
  return `${Math.floor(ms / dayMs)} days`;
}

/** "just now", "3 min ago", "in 5 h 12 min". */
export function relativeText(atMs: number, nowMs: number): string {
  const away = atMs - nowMs;
  if (Math.abs(away) < 45_000) return "just now";
  return away < 0 ? `${spanText(-away)} ago` : `in ${spanText(away)}`;
}

/** "5 h 12 min left" or "2 h overdue". */
export function deadlineText(atMs: number, nowMs: number): string {
  const left = atMs - nowMs;
  return left >= 0 ? `${spanText(left)} left` : `${spanText(-left)} overdue`;
}

export type TimeShape = "date" | "minute" | "second" | "clock";

/** A moment in a zone: "23 Nov 2026", "23 Nov 2026, 14:02", with seconds, or the clock time alone. */
export function momentText(atMs: number, zone: string, shape: TimeShape): string {
  return formatter(zone, shape).format(atMs);
}

/** "23 November 2026, 14:02:31.352 UTC": exact, for hovering and for records. */
export function utcText(atMs: number): string {
  const iso = new Date(atMs).toISOString();
  return `${formatter("UTC", "day").format(atMs)}, ${iso.slice(11, 23)} UTC`;
}

const shapes: Record<TimeShape | "day", Intl.DateTimeFormatOptions> = {
  day: { dateStyle: "long" },
  date: { day: "numeric", month: "short", year: "numeric" },
  minute: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  second: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs about a thousand times more than using one. */
function formatter(zone: string, shape: TimeShape | "day"): Intl.DateTimeFormat {
  const key = `${zone} ${shape}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { ...shapes[shape], timeZone: zone });
  formatters.set(key, made);
  return made;
}
