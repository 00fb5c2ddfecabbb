import type { z } from "zod";
import { type EffectLook, rolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import { asOf, later } from "../rollout-evidence.ts";
import { plan, withVerdict } from "./rollouts.ts";

/** A look at log-loss, better than the baseline and proven so. */
export const look = (at: string, changed: Partial<EffectLook> = {}): EffectLook => ({
  at,
  silentSince: null,
  state: "PASS",
  difference: -0.009,
  lower: -0.016,
  upper: -0.002,
  baseline: 0.502,
  candidate: 0.493,
  n: { baseline: 60_000, candidate: 20_000 },
  worstWindow: 0.51,
  ...changed,
});

/** The looks at one guardrail in shadow and in the canary stage. */
export const effect = (
  guardrailId: string,
  shadow: readonly EffectLook[] = [],
  canary: readonly EffectLook[] = [],
) => ({
  guardrailId,
  stages: [shadow, canary].map((looks, step) => ({ step, taken: looks.length, looks: [...looks] })),
});

/** The history of a rollout that passed shadow an hour after its start and is in the canary stage. */
export const history = (changed: Partial<z.input<typeof rolloutHistoryView>> = {}) =>
  rolloutHistoryView.parse({
    number: 4,
    asOf,
    steps: [
      {
        stageIndex: 0,
        enteredAt: later(-4200),
        leftAt: later(-600),
        ended: {
          judgedAt: later(-600),
          verdictId: "0197a1c0-0000-7000-8000-000000000040",
          guardrails: withVerdict(0, { difference: 0.004, lower: -0.012, upper: 0.019 }),
        },
      },
      { stageIndex: 1, enteredAt: later(-600), leftAt: null, ended: null },
    ],
    effects: plan.guardrails.flatMap(({ id, metric }) => (metric ? [effect(id)] : [])),
    ...changed,
  });
