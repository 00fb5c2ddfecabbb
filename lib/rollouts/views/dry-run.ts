import { z } from "zod";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";

/** What a plan would have made of a rollout: taken it back, halted it, let it through, or not decided. */
export const DRY_OUTCOMES = ["roll-back", "halt", "advance", "hold"] as const;

const dryRollout = z.object({
  number: z.number(),
  release: z.number(),
  version: z.number(),
  startedAt: z.string(),
  /** How it really went; seconds from its start to its end. */
  went: z.object({ state: z.enum(ROLLOUT_STATES), seconds: z.number(), because: z.string().nullable() }),
  would: z.object({
    outcome: z.enum(DRY_OUTCOMES),
    /** The stage of the plan in which it failed or was not decided. */
    stage: z.string().nullable(),
    guardrail: z.string().nullable(),
    /** From the rollout's start to the first look that failed. */
    seconds: z.number().nullable(),
  }),
  /** Guardrails that could be tried, and nothing was reported for. */
  unmeasured: z.array(z.string()),
});
export type DryRollout = z.infer<typeof dryRollout>;

/** A plan tried on the rollouts that ended, newest first. */
export const dryRunView = z.object({ rollouts: z.array(dryRollout) });
export type DryRunView = z.infer<typeof dryRunView>;
