import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { STRETCHES_MAX } from "#lib/stats/late-harm.ts";
import { atMost, type Bench, unbounded } from "./figure.ts";
import { drawnEvidence } from "./rig/drawn-evidence.ts";
import { planOfMany } from "./rig/many-metrics.ts";
import { median } from "./rig/sample.ts";

const METRICS = 50;
const SLICES = 20;
const WARM_UP = 2;

/** Every metric of every slice judged from evidence as verdicts store it, as anyone does who recomputes them. */
export const verdict: Bench = async ({ seconds, say }) => {
  const plan = planOfMany(METRICS);
  const rounds = Math.max(5, 2 * seconds);
  const took = (stretches: number): number => {
    const draw = (_: unknown, slice: number) => JSON.stringify(drawnEvidence(plan, slice + 1, stretches));
    const stored = Array.from({ length: SLICES }, draw);
    const tookMs: number[] = [];
    for (let round = 0; round < WARM_UP + rounds; round++) {
      const began = performance.now();
      const states = stored.map((each) => judged(plan, each));
      tookMs.push(performance.now() - began);
      if (round === 0) say(`verdict: ${told(states.flat())}`);
    }
    return median(tookMs.slice(WARM_UP));
  };
  const named = { bench: "verdict", unit: "ms" };
  const figure = `${METRICS} metrics × ${SLICES} slices judged from stored evidence, median of ${rounds}`;
  return [
    atMost({ ...named, figure, value: took(STRETCHES_MAX / 4) }, 100),
    unbounded({ ...named, figure: "the same when the stage is at its deadline", value: took(STRETCHES_MAX) }),
  ];
};

function judged(plan: Plan, stored: string): string[] {
  const evidence: Evidence = JSON.parse(stored);
  return judgeStage(plan, plan.stages[0]!, evidence).verdicts.map(({ state }) => state);
}

const told = (states: readonly string[]): string =>
  [...Map.groupBy(states, (state) => state)].map(([state, { length }]) => `${length} ${state}`).join(", ");
