import { setTimeout as sleep } from "node:timers/promises";
import type { Council } from "../../load/governance.ts";
import type { History } from "../../load/history.ts";
import type { Installation } from "../../rig/installation.ts";

/** What a race needs, and where it reports faults. */
export type Racing = {
  readonly installation: Installation;
  readonly council: Council;
  readonly history: History;
  readonly faults: string[];
  readonly random: () => number;
  readonly short: boolean;
};

const STEP_MS_MAX = 12;
const STEP_MS_MIN = 2;
const ASTRAY_MS = 4;
const HEAD_START_MS_MAX = 60;

/**
 * Starts two acts so that either may win: the last winner starts later the next time, by smaller and smaller steps.
 */
export class KnifeEdge {
  readonly #random: () => number;
  #headStartMs = 0;
  #stepMs = STEP_MS_MAX;
  #last: "one" | "other" | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  async race<A, B>(one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
    const headStart = this.#headStartMs + (this.#random() - 0.5) * ASTRAY_MS;
    const after = (ms: number) => (ms > 0 ? sleep(ms) : Promise.resolve());
    return Promise.all([after(-headStart).then(one), after(headStart).then(other)]);
  }

  won(who: "one" | "other"): void {
    if (this.#last && this.#last !== who) this.#stepMs = Math.max(STEP_MS_MIN, this.#stepMs / 2);
    this.#last = who;
    const moved = this.#headStartMs + (who === "one" ? -this.#stepMs : this.#stepMs);
    this.#headStartMs = Math.max(-HEAD_START_MS_MAX, Math.min(HEAD_START_MS_MAX, moved));
  }
}

/** A race that always ends the same way proves nothing. The short form is too short to require both. */
export function bothWon(
  { faults, short }: Racing,
  race: string,
  outcomes: readonly string[],
  expected: readonly string[],
): void {
  const missing = expected.filter((outcome) => !outcomes.includes(outcome));
  if (!short && missing.length > 0)
    faults.push(`${race}: in ${outcomes.length} races it was never ${missing.join(" nor ")}`);
}
