import { backToBase, takenBack, writeTakenBack } from "#lib/rollouts/rows/take-back.ts";
import { decisionOf, type JudgedFacts, type PlanAction } from "./facts.ts";

/** Proven harm: everyone returns to the base version. */
export const rollBack: PlanAction = {
  events(facts, said, newId) {
    const { guardrailId: guardrail, because } = decisionOf(facts, "roll-back");
    const shift = backToBase(facts, newId(), because);
    const breachAt = breachOf(facts)?.toISOString() ?? null;
    const times = { breachAt, detectedAt: facts.detectedAt.toISOString() };
    return takenBack(facts, shift, { ...said, guardrail, because, ...times });
  },

  async record(tx, facts, { shift }, now) {
    const { because } = decisionOf(facts, "roll-back");
    const times = { breachAt: breachOf(facts), detectedAt: facts.detectedAt, decidedAt: now };
    await writeTakenBack(tx, facts, shift!, { because, ...times });
    return "rolling-back";
  },
};

/** When the breaching evidence arrived: the newest of the failed guardrail's, no later than its detection. */
function breachOf(facts: JudgedFacts): Date | null {
  const { guardrailId } = decisionOf(facts, "roll-back");
  const latestAt = guardrailId ? facts.evidence.byGuardrail[guardrailId]?.candidate?.latestAt : undefined;
  return latestAt ? new Date(Math.min(Date.parse(latestAt), facts.detectedAt.getTime())) : null;
}
