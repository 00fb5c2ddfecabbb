import { HOUR_MS } from "#lib/kernel/time.ts";

const FIRST_MS = 30_000;
const LONGEST_MS = 6 * HOUR_MS;

/** How long after a failed try at reaching somebody outside the next follows: three times as long each time. */
export const retryMs = (tries: number): number => Math.min(FIRST_MS * 3 ** (tries - 1), LONGEST_MS);
