import { setTimeout as sleep } from "node:timers/promises";
import type { Installation } from "../rig/installation.ts";

const ENDS_SECONDS_MAX = 40;

/** Waits until a rollout is in one of these states; returns how long it took, and what is wrong when it is not. */
export async function rolloutEnds(
  { sql }: Installation,
  number: number,
  states: readonly string[],
): Promise<{ state: string; seconds: number; fault: string | null }> {
  const began = Date.now();
  let state = "unknown";
  while (Date.now() - began < ENDS_SECONDS_MAX * 1000) {
    const [row] = await sql<{ state: string }>("SELECT state FROM rollout WHERE number = $1", [number]).catch(
      () => [],
    );
    state = row?.state ?? state;
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    if (states.includes(state)) return { state, seconds, fault: null };
    await sleep(100);
  }
  const fault = `rollout ${number} is ${state} after ${ENDS_SECONDS_MAX} s, not ${states.join(" or ")}`;
  return { state, seconds: ENDS_SECONDS_MAX, fault };
}
