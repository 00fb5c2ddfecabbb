import { z } from "zod";

/** The wire format of OFREP 0.3.0. Of a context only the targeting key is read. */

const targetingKey = z.string().max(200).nullish();

/** `{"context":{"targetingKey":…}}`; the context may be missing. */
export const evaluationRequest = z.object({ context: z.object({ targetingKey }).nullish() });

/** `unusable` where there is a targeting key and it cannot be one; a flag that needs none is evaluated all the same. */
export type EvaluationContext = { readonly targetingKey: string | undefined; readonly unusable: boolean };

const anyContext = z.object({ context: z.object({ targetingKey: z.unknown().optional() }).nullish() });

/** Whom to evaluate for; null where the body is something else. What else a context holds is not looked at. */
export function contextIn(body: unknown): EvaluationContext | null {
  const read = anyContext.safeParse(body);
  if (!read.success) return null;
  const key = targetingKey.safeParse(read.data.context?.targetingKey);
  const isWhole = key.success && isText(key.data ?? "");
  return isWhole ? { targetingKey: key.data || undefined, unusable: false } : UNUSABLE;
}

const UNUSABLE: EvaluationContext = { targetingKey: undefined, unusable: true };

/** With half a surrogate pair or a NUL it is no text. */
const isText = (key: string): boolean => key.isWellFormed() && !key.includes("\u0000");

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
export const bulkEvaluation = z.object({
  flags: z.array(z.union([evaluationSuccess, evaluationFailure])),
  eventStreams: z
    .array(
      z.object({
        type: z.literal("sse"),
        endpoint: z
          .object({
            requestUri: z
              .string()
              .meta({ description: "The path of the stream. It holds a ticket: keep it out of logs." }),
          })
          .meta({ description: "Its address, at the origin of the evaluations." }),
        inactivityDelaySec: z
          .number()
          .meta({ description: "After how long a client that nobody uses disconnects." }),
      }),
    )
    .meta({ description: "Where to hear that the flags changed." }),
});
export type BulkEvaluation = z.input<typeof bulkEvaluation>;

/** Where clients hear that they are to evaluate again. */
export const STREAM_PATH = "/ofrep/v1/events";

/** A failure that no flag caused. */
export const generalError = z.object({ errorDetails: z.string() });
