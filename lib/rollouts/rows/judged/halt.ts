import { decisionOf, judgedEvent, type Outcome } from "./facts.ts";

/** Exposure is frozen; goes on only when somebody resumes it. */
export const halt: Outcome = {
  events(facts, said) {
    const { guardrailId: guardrail, because } = decisionOf(facts, "halt");
    const { id } = facts.rollout;
    return [judgedEvent(facts, "rollout.halted", `rollout/${id}`, { ...said, guardrail, because })];
  },

  async record(tx, facts) {
    const { because } = decisionOf(facts, "halt");
    await tx.rollout.update({ where: { id: facts.rollout.id }, data: { state: "halted", because } });
    return "halted";
  },
};
