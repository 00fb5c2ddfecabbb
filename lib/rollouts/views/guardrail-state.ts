import { z } from "zod";
import { guardrailVerdict } from "./guardrail-verdict.ts";

/** How one guardrail stands, with the age of its evidence. */
export const guardrailState = z.object({
  verdict: guardrailVerdict,
  latestAt: z.string().nullable(),
  /** The share of both arms' answers, of those that owe an outcome, which has it; null where none does. */
  matureShare: z.number().nullable(),
  /** Of a rule that counts windows: how many of the newest are beyond its limit, and how many fail it; null otherwise. */
  windows: z.object({ beyond: z.number(), fail: z.number() }).nullable(),
  /** The share of an arm's values that are not numbers; null where it reported none. */
  broken: z.object({ baseline: z.number().nullable(), candidate: z.number().nullable() }),
});

export type GuardrailState = z.infer<typeof guardrailState>;
