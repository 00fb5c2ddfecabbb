import { spanText } from "#components/ui/format-time.ts";

/** The judge's own sentences as every page writes them. What is stored stays as the judge worded it. */
export const inPageWords = (said: string): string => comparisons(durations(said));

/** A stored reason is the judge's where it compares or a deadline ended a stage; a person's own words stay as they are. */
export const storedReason = (reason: string): string =>
  COMPARISON.test(reason) || reason.startsWith("Not decided within ") ? inPageWords(reason) : reason;

/** "100 s" is "1 min 40 s". */
const durations = (said: string): string =>
  said.replace(/\b(?:(\d+) h(?: (\d+) min)?|(\d+) min|(\d+) s)\b/g, (_, ...units) => {
    const [hours, rest, minutes, seconds] = units.map((unit) =>
      typeof unit === "string" ? Number(unit) : 0,
    );
    return spanText(1000 * (3600 * hours! + 60 * (rest! + minutes!) + seconds!));
  });

const COMPARISON =
  /\bWorse by ([\d.]+)( [^,:]+)?, at least ([\d.]+)(?: [^,:]+)?: more than the ([\d.]+)(?: [^,:]+)? that fails it\b/;

/** "Worse by 0.1333, at least 0.0055: more than the 0.0050 that fails it" is "Worse by 0.13 (at least 0.0055); limit 0.005". */
const comparisons = (said: string): string =>
  said.replace(
    COMPARISON,
    (_, difference: string, unit: string | undefined, lower: string, limit: string) => {
      const written = (value: number): string =>
        `${value.toLocaleString("en-GB", { maximumSignificantDigits: 12 })}${unitText(unit, value)}`;
      const two = (text: string): string => written(Number(Number(text).toPrecision(2)));
      return `Worse by ${two(difference)} (at least ${two(lower)}); limit ${written(Number(limit))}`;
    },
  );

function unitText(unit: string | undefined, value: number): string {
  if (unit !== " %") return unit ?? "";
  return value === 1 ? " percentage point" : " percentage points";
}
