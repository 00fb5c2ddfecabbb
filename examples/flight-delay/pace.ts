import { setTimeout as sleep } from "node:timers/promises";

/** Concurrent calls at most: beyond this the replay waits instead of piling up. */
const concurrency = 64;

/**
 * Starts `next` this many times a second, at most `concurrency` at once, until it returns false or `signal` aborts.
 */
export async function paced(
  ratePerSecond: number,
  signal: AbortSignal,
  next: () => Promise<boolean>,
): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  let failure: unknown;
  let more = true;
  let due = performance.now();
  while (more && failure === undefined && !signal.aborted) {
    // A server that was away is not flooded with what it missed: the schedule shifts.
    due = Math.max(due + 1000 / ratePerSecond, performance.now() - 1000);
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait, undefined, { signal }).catch(() => undefined);
    if (underWay.size >= concurrency) await Promise.race(underWay);
    if (signal.aborted) break;
    const one: Promise<unknown> = next()
      .then(
        (went) => {
          more &&= went;
        },
        (error: unknown) => {
          failure = error;
        },
      )
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
}
