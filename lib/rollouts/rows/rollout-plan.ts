import type { Rollout } from "#generated/prisma/client.ts";
import type { Plan } from "#lib/releases/plan.ts";

/** The plan a rollout goes by: the one that was signed. */
export const planOf = ({ plan }: Pick<Rollout, "plan">): Plan => plan as unknown as Plan;
