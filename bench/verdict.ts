import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { atMost, type Bench } from "./figure.ts";
import { drawnEvidence } from "./rig/drawn-evidence.ts";
import { planOfMany } from "./rig/many-metrics.ts";
import { median } from "./rig/sample.ts";

const METRICS = 50;
const SLICES = 20;
const WARM_UP = 2;

/** Every metric of every slice judged from evidence as verdicts store it, as anyone does who recomputes them. */
export const verdict: Bench = async ({ seconds, say }) => {
  const plan = planOfMany(METRICS);
  const stored = Array.from({ length: SLICES }, (_, slice) => JSON.stringify(drawnEvidence(plan, slice + 1)));
  const tookMs: number[] = [];
  for (let round = 0; round < WARM_UP + Math.max(5, 2 * seconds); round++) {
    const began = performance.now();
    const states = stored.map((each) => judged(plan, each));
    tookMs.push(performance.now() - began);
    if (round === 0) say(`verdict: ${told(states.flat())}`);
  }
  const figure = `${METRICS} metrics × ${SLICES} slices judged from stored evidence, median of ${tookMs.length - WARM_UP}`;
  return [atMost({ bench: "verdict", figure, unit: "ms", value: median(tookMs.slice(WARM_UP)) }, 100)];
};

function judged(plan: Plan, stored: string): string[] {
  const evidence: Evidence = JSON.parse(stored);
  return judgeStage(plan, plan.stages[0]!, evidence).verdicts.map(({ state }) => state);
}

const told = (states: readonly string[]): string =>
  [...Map.groupBy(states, (state) => state)].map(([state, { length }]) => `${length} ${state}`).join(", ");
