import { instantOf } from "#components/ui/moment-text.ts";

type Asked = { from?: string; to?: string; asOf?: string };

/** The moments that the address names as beginning and end. `asOf` may end it earlier. */
export function rangeOf({ from, to, asOf }: Asked): { from?: string; to?: string } {
  const begins = from && instantOf(from, "start");
  const ends = to && instantOf(to, "end");
  const last = [ends, asOf].filter((at) => at !== undefined).sort()[0];
  return { ...(begins ? { from: begins } : {}), ...(last ? { to: last } : {}) };
}
