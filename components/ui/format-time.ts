/** Words for moments and spans. Pure: takes the moment and the zone. */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Whole days only from two days on: "26 h" is read faster than "1 day 2 h". */
const daysFromMs = 2 * dayMs;

type Part = { readonly count: number; readonly unit: string };

/** A span in whole units, the largest first, from the first that counts. Always at least one. */
function partsOf(spanMs: number): Part[] {
  const ms = Math.max(0, spanMs);
  const days = ms < daysFromMs ? 0 : Math.floor(ms / dayMs);
  const rest = ms - days * dayMs;
  const parts = [
    { count: days, unit: "days" },
    { count: Math.floor(rest / hourMs), unit: "h" },
    { count: Math.floor((rest % hourMs) / minuteMs), unit: "min" },
    { count: Math.floor((rest % minuteMs) / secondMs), unit: "s" },
  ];
  const first = parts.findIndex(({ count }) => count > 0);
  return first === -1 ? parts.slice(-1) : parts.slice(first);
}

const written = (parts: readonly Part[]): string =>
  parts
    .filter(({ count }, at) => at === 0 || count > 0)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(" ");

/** How long something lasted: "41 s", "1 min 20 s", "10 h 8 min". Its two largest units, never rounded up. */
export const spanText = (spanMs: number): string => written(partsOf(spanMs).slice(0, 2));

/** A declared span with every unit it has, so that it can be read back: "1 h 5 s". */
export const exactSpanText = (spanMs: number): string => written(partsOf(spanMs));

/** A span of machines: "0.21 s" up to ten seconds, then as any other. */
export const preciseSpanText = (spanMs: number): string =>
  spanMs < 10 * secondMs ? `${(spanMs / secondMs).toFixed(2)} s` : spanText(spanMs);

/**
 * How far a moment is from now. A span cut short where the second unit would only be noise: the minutes of ten hours,
 * the seconds of a minute, the hours of days.
 */
function awayText(ms: number): string {
  const parts = partsOf(ms);
  const [{ count, unit }] = parts as [Part];
  return written(parts.slice(0, unit === "h" && count < 10 ? 2 : 1));
}

/** "just now", "3 min ago", "in 5 h 12 min". */
export function relativeText(atMs: number, nowMs: number): string {
  const away = atMs - nowMs;
  if (Math.abs(away) < 45_000) return "just now";
  return away < 0 ? `${awayText(-away)} ago` : `in ${awayText(away)}`;
}

/** "5 h 12 min left" or "2 h overdue". */
export function deadlineText(atMs: number, nowMs: number): string {
  const left = atMs - nowMs;
  return left >= 0 ? `${awayText(left)} left` : `${awayText(-left)} overdue`;
}

export type TimeShape = "date" | "minute" | "second" | "clock" | "hour" | "instant";

/** A moment in a zone: "23 Nov 2026", "23 Nov 2026, 14:02", with seconds, or the clock alone to the minute, second or millisecond. */
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
  instant: {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  },
  hour: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
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
