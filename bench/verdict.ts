import type { Plan } from "#lib/releases/plan.ts";
import { sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { STRETCHES_MAX } from "#lib/stats/late-harm.ts";
import { atMost, type Bench, unbounded } from "./figure.ts";
import { drawnEvidence } from "./rig/drawn-evidence.ts";
import { planOfMany } from "./rig/many-metrics.ts";
import { median } from "./rig/sample.ts";

const METRICS = 50;
const SLICES = 20;
/** Some metrics of the plan are quantiles or have a limit alone, and no slices. */
const DRAWN = 2 * METRICS;
const WARM_UP = 2;

/** Every metric and each of its slices judged from a stored verdict's evidence, as anyone does who recomputes it. */
export const verdict: Bench = async ({ seconds, say }) => {
  const plan = planOfSlices();
  const rounds = Math.max(5, 2 * seconds);
  const took = (stretches: number): number => {
    const stored = JSON.stringify(drawnEvidence(plan, 1, stretches));
    const tookMs: number[] = [];
    for (let round = 0; round < WARM_UP + rounds; round++) {
      const began = performance.now();
      const { verdicts } = judged(plan, stored);
      tookMs.push(performance.now() - began);
      const states = verdicts.flatMap(({ slices }) => slices?.judged.map(({ state }) => state) ?? []);
      if (round === 0)
        say(`verdict: ${told(verdicts.map(({ state }) => state))}; ${states.length} slices: ${told(states)}`);
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

function planOfSlices(): Plan {
  const many = { ...planOfMany(DRAWN), slices: { by: ["region"], most: SLICES, onFail: "inform" as const } };
  const guardrails = many.guardrails.filter((guardrail) => sliceRuleOf(many, guardrail)).slice(0, METRICS);
  if (guardrails.length < METRICS) throw new Error(`only ${guardrails.length} metrics have slices`);
  return { ...many, guardrails };
}

function judged(plan: Plan, stored: string) {
  const evidence: Evidence = JSON.parse(stored);
  return judgeStage(plan, plan.stages[0]!, evidence);
}

const told = (states: readonly string[]): string =>
  [...Map.groupBy(states, (state) => state)].map(([state, { length }]) => `${length} ${state}`).join(", ");
