import { z } from "zod";

/** The wire format of OFREP 0.3.0. Of a context only the targeting key is read. */

const targetingKey = z.string().max(200).nullish();

/** `{"context":{"targetingKey":…}}`; the context may be missing. */
export const evaluationRequest = z.object({ context: z.object({ targetingKey }).nullish() });

export type EvaluationContext = { readonly targetingKey: string | undefined };

/** Whom to evaluate for; null where the body has another shape. */
export function readContext(body: unknown): EvaluationContext | null {
  const read = evaluationRequest.safeParse(body);
  return read.success ? { targetingKey: read.data.context?.targetingKey || undefined } : null;
}

export const evaluationSuccess = z.object({
  key: z.string(),
  reason: z.enum(["STATIC", "SPLIT"]),
  variant: z.string(),
  value: z.string(),
  metadata: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type EvaluationSuccess = z.input<typeof evaluationSuccess>;

export const evaluationFailure = z.object({
  key: z.string().optional(),
  errorCode: z.enum(["TARGETING_KEY_MISSING", "INVALID_CONTEXT", "FLAG_NOT_FOUND"]),
  errorDetails: z.string(),
});
export type EvaluationFailure = z.input<typeof evaluationFailure>;

/** Every flag of the workspace, each with its value or the reason there is none. */
export const bulkEvaluation = z.object({ flags: z.array(z.union([evaluationSuccess, evaluationFailure])) });

/** A failure that no flag caused. */
export const generalError = z.object({ errorDetails: z.string() });
