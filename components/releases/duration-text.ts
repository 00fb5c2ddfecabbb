const unitSeconds = { s: 1, min: 60, h: 3600, d: 86_400 } as const;

const SECONDS_MAX = 366 * unitSeconds.d;

/** Seconds from "90 s", "15 min", "1 h 30 min", "1.5 h", "1 d" or a bare number; null from anything else. */
export function parseDuration(text: string): number | null {
  const parts = text.trim().split(/\s+(?=\d)/);
  const counted = parts.map((part) => secondsIn(part, parts.length === 1));
  const seconds = Math.round(counted.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0));
  return seconds <= SECONDS_MAX ? seconds : null;
}

/** A number alone is seconds where it is the whole text. */
function secondsIn(part: string, alone: boolean): number | null {
  const match = /^(\d{1,8}(?:\.\d+)?)\s*(s|sec|min|m|h|d|days?)?$/i.exec(part);
  const unit = match?.[2]?.toLowerCase() ?? (alone ? "s" : undefined);
  if (!match || unit === undefined) return null;
  const key = unit.startsWith("d") ? "d" : unit.startsWith("m") ? "min" : unit.startsWith("h") ? "h" : "s";
  return Number(match[1]) * unitSeconds[key];
}
