import { HOUR_MS, MINUTE_MS } from "./time.ts";

/** A time on a wall: `2026-12-20T09:00`, without a zone. */
export const LOCAL_TIME = /^[2-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Names of places alone: `+02:00` and `EST` know no change of clocks, so a window in them would drift from the wall. */
const ZONE_NAME = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;

export function isZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    return formatOf(name) !== null;
  } catch {
    return false;
  }
}

/** A formatter costs more to make than everything else here. */
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_MAX = 1000;

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  if (formats.size >= FORMATS_MAX) formats.clear();
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** What clocks of this zone show at a moment: the formatter writes `2026-12-20, 09:00`. */
export const wallTime = (atMs: number, zone: string): string =>
  formatOf(zone).format(atMs).replace(", ", "T");

const asUtc = (local: string): number => Date.parse(`${local}:00Z`);

/** How far the zone's clocks are ahead of UTC. */
const aheadAt = (atMs: number, zone: string): number =>
  asUtc(wallTime(atMs, zone)) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;

/** More than any zone is away from UTC, so that a change of clocks lies between both sides. */
const AROUND_MS = 26 * HOUR_MS;

/**
 * The moments at which clocks of this zone show a time. One that they show twice has an earlier and a later moment; of one
 * that they skip, these are as the clocks before and after the change would have it, around the change.
 */
export function momentsOf(
  local: string,
  zone: string,
): { readonly earliest: number; readonly latest: number } {
  const utc = asUtc(local);
  const both = [aheadAt(utc - AROUND_MS, zone), aheadAt(utc + AROUND_MS, zone)].map((ahead) => utc - ahead);
  const shown = both.filter((at) => wallTime(at, zone) === local);
  const moments = shown.length > 0 ? shown : both;
  return { earliest: Math.min(...moments), latest: Math.max(...moments) };
}

/** A day some days later, as calendars count. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) + days))
    .toISOString()
    .slice(0, 10);

/** Whether a calendar has this day: 2026-02-29 is none. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day;
}

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** "Mon 7 Dec 2026 09:00 Europe/Berlin": the same words on every machine, since refusals have them. */
export function zonedText(at: Date, zone: string): string {
  const local = wallTime(at.getTime(), zone);
  const [day, time] = [local.slice(0, 10), local.slice(11)];
  const month = MONTHS[Number(day.slice(5, 7)) - 1];
  return `${WEEKDAYS[weekdayOf(day) - 1]} ${Number(day.slice(8))} ${month} ${day.slice(0, 4)} ${time} ${zone}`;
}
