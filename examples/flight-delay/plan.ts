import type { Plan } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";

/**
 * The rollout both releases of the example follow, in seconds where a real one takes hours. `story.test.ts` plays
 * it on the real flights.
 */
export const rolloutPlan: Plan = QUICK_PLAN;
