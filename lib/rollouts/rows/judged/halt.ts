import { eventOf } from "#lib/command/event-of.ts";
import { aboutJudged, decisionOf, type PlanAction } from "./facts.ts";

/** Freezes exposure; only a person resumes it. */
export const halt: PlanAction = {
  events(facts, said) {
    const { guardrailId: guardrail, because } = decisionOf(facts, "halt");
    const about = aboutJudged(facts);
    return [eventOf("rollout.halted", { ...about, data: { ...about.data, ...said, guardrail, because } })];
  },

  async record(tx, facts) {
    const { because } = decisionOf(facts, "halt");
    await tx.rollout.update({ where: { id: facts.rollout.id }, data: { state: "halted", because } });
    return "halted";
  },
};
