import { permit } from "#lib/access/permission.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** What is to change for what was learned. */
export const LEARNING_CHANGES = ["policy", "plan", "template", "playbook", "model", "serving"] as const;
export type LearningChange = (typeof LEARNING_CHANGES)[number];

/** In force: the change is made. Dropped: it will not be. */
export const LEARNING_OUTCOMES = ["in-force", "dropped"] as const;
export type LearningOutcome = (typeof LEARNING_OUTCOMES)[number];

/** More are a report, not what was learned. */
export const LEARNINGS_MAX = 30;

export type LearningStanding = {
  readonly number: number;
  readonly owner: string;
  readonly outcome: LearningOutcome | null;
};

/** Whether this person may say what became of it: its owner, or whoever may close the incident. Once. */
export function maySettle(by: Caller, { number, owner, outcome }: LearningStanding): Result<null, Refusal> {
  if (outcome !== null)
    return refuse("illegal", "learning-settled", `Learning ${number} is settled already.`, {
      todo: "Add another learning to an open incident where more is to change.",
    });
  return by.id === owner || permit(by, "incident:close").ok
    ? ok(null)
    : refuse("forbidden", "learning-of-another", "Only its owner or a release manager settles a learning.", {
        todo: "Ask its owner to say what became of it.",
      });
}
