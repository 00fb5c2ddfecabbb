import type { Plan } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";

/**
 * The rollout plan of both releases of the example, in seconds where a real one takes hours. `story.test.ts` runs it
 * on the real flights.
 */
export const rolloutPlan: Plan = QUICK_PLAN;
