import { z } from "zod";
import { CONDITION_STATES, capSchema } from "#lib/councils/condition.ts";
import { CONDITION_DECISIONS } from "#lib/councils/signable.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

/** Somebody who can be asked for by name. */
export const namedPerson = z.object({ id: z.string(), name: z.string() });

/** A condition of an approval, with everything that was done about it. */
export const conditionView = z.object({
  id: z.string(),
  text: z.string(),
  test: z.string(),
  owner: namedPerson,
  /** The function that set it, and who signed that. */
  seat: z.enum(FUNCTIONS),
  raisedBy: z.string(),
  dueAt: z.string(),
  cap: capSchema.nullable(),
  state: z.enum(CONDITION_STATES),
  overdue: z.boolean(),
  /** Whether the approval that it belongs to still stands. */
  binds: z.boolean(),
  reports: z.array(
    z.object({
      report: z.number(),
      digest: z.string(),
      evidence: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  answers: z.array(
    z.object({
      report: z.number(),
      decision: z.enum(CONDITION_DECISIONS),
      by: z.string(),
      comment: z.string(),
      at: z.string(),
    }),
  ),
  /** Whether the reader may report it met, or answer its newest report. */
  mayReport: z.boolean(),
  mayAnswer: z.boolean(),
});
export type ConditionView = z.infer<typeof conditionView>;

/** Who takes no part in the sign-off, and why. */
export const recusalView = z.object({ person: z.string(), reason: z.string(), at: z.string() });
