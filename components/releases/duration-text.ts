import { spanText } from "#components/ui/format-time.ts";

/** "2 h", "1 min 30 s" */
export function durationText(seconds: number): string {
  if (seconds > 60 && seconds < 3600 && seconds % 60 !== 0) {
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  }
  return spanText(seconds * 1000);
}

const unitSeconds = { s: 1, min: 60, h: 3600, d: 86_400 } as const;

/** Seconds from "90 s", "15 min", "2 h", "1 d" or a bare number; null from anything else. */
export function parseDuration(text: string): number | null {
  const match = /^\s*(\d{1,7}(?:\.\d+)?)\s*(s|sec|min|m|h|d|days?)?\s*$/i.exec(text);
  if (!match) return null;
  const unit = (match[2] ?? "s").toLowerCase();
  const key = unit.startsWith("d") ? "d" : unit.startsWith("m") ? "min" : unit.startsWith("h") ? "h" : "s";
  const seconds = Math.round(Number(match[1]) * unitSeconds[key]);
  return seconds <= 366 * unitSeconds.d ? seconds : null;
}
