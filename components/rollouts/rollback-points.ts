import { preciseSpanText } from "#components/ui/format-time.ts";
import type { RollbackTimes } from "#lib/rollouts/views/rollback-times.ts";
import { afterText } from "./rollback-words.ts";

/** One time of a rollback, placed on the line from the first to the last. */
export type RollbackPoint = {
  readonly name: string;
  readonly at: string;
  /** "+0.21 s", from the first; null for the first itself. */
  readonly after: string | null;
  /** From 0 for the first to 1 for the last. */
  readonly place: number;
  /** Where its words stand: at their point, as far as the words beside them leave room. */
  readonly label: number;
  /** "0.02 s to decide", since the point before. */
  readonly took: string | null;
};

/** The times of a rollback to scale, in order; none where fewer than two are known. By hand there is no breach. */
export function rollbackPoints(times: RollbackTimes, base: string): RollbackPoint[] {
  const { breachAt, detectedAt, decidedAt, actuatedAt } = times;
  const known = [
    { name: "Breach", to: "", at: breachAt },
    { name: "Detected", to: "detect", at: breachAt && detectedAt },
    { name: "Decided", to: "decide", at: decidedAt },
    { name: `First request on ${base}`, to: "act", at: actuatedAt },
  ].flatMap(({ at, ...point }) => (at ? [{ ...point, at }] : []));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return [];
  const since = (at: string) => Date.parse(at) - Date.parse(first.at);
  const whole = Math.max(1, since(last.at));
  const places = known.map(({ at }) => Math.min(1, Math.max(0, since(at) / whole)));
  const labels = apart(places);
  return known.map(({ name, to, at }, index) => {
    const before = known[index - 1];
    return {
      label: labels[index]!,
      name,
      at,
      after: before ? afterText(first.at, at) : null,
      place: places[index]!,
      took: before ? `${preciseSpanText(Math.max(0, since(at) - since(before.at)))} to ${to}` : null,
    };
  });
}

/** What the words of one point take of the line. */
const WORDS_SHARE = 0.22;

/** Moves words apart, first to the right, then back to the left of the end. */
function apart(places: readonly number[]): number[] {
  const right: number[] = [];
  for (const place of places) right.push(Math.max(place, (right.at(-1) ?? -WORDS_SHARE) + WORDS_SHARE));
  return right.map((at, index) => Math.min(at, 1 - (right.length - 1 - index) * WORDS_SHARE));
}
