import { spanText } from "#components/ui/format-time.ts";

/**
 * The judge's own sentences with their durations written as on every page: "100 s" is "1 min 40 s". What is stored
 * stays as the judge worded it.
 */
export const inPageDurations = (said: string): string =>
  said.replace(/\b(?:(\d+) h(?: (\d+) min)?|(\d+) min|(\d+) s)\b/g, (_, ...units) => {
    const [hours, rest, minutes, seconds] = units.map((unit) =>
      typeof unit === "string" ? Number(unit) : 0,
    );
    return spanText(1000 * (3600 * hours! + 60 * (rest! + minutes!) + seconds!));
  });

/** A stored reason is the judge's where a deadline ended a stage; a person's own words stay as they are. */
export const storedReason = (reason: string): string =>
  reason.startsWith("Not decided within ") ? inPageDurations(reason) : reason;
