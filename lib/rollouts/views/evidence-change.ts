import { z } from "zod";
import { DECISIONS } from "#lib/rollouts/judge.ts";
import { guardrailVerdict } from "./guardrail-verdict.ts";

/** How many of an arm's answers had their outcome corrected since a verdict. */
const correctedSince = z.object({ baseline: z.number(), candidate: z.number() });

/**
 * A verdict's evidence as it is stored now, judged by the same judge as of the same moment, where outcomes that it counted
 * were corrected since. The verdict stays what it was.
 */
export const evidenceChange = z.object({
  corrected: correctedSince,
  /** Of the guardrails on outcomes, in the order of the plan; no other evidence changes. */
  guardrails: z.array(guardrailVerdict),
  decision: z.enum(DECISIONS),
});

export type EvidenceChange = z.infer<typeof evidenceChange>;
