import { z } from "zod";
import { FUNCTION_STEPS } from "#lib/access/told.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

/** A step of a grant that its subject and the holders of the function are told of. */
export const functionStep = z.object({
  personId: z.string(),
  name: z.string(),
  /** Whether it is the reader's own function. */
  own: z.boolean(),
  function: z.enum(FUNCTIONS),
  verb: z.enum(FUNCTION_STEPS),
  by: z.string(),
  at: z.string(),
  /** From when it counts; null but for a confirmation. */
  effectiveAt: z.string().nullable(),
});
export type FunctionNews = z.infer<typeof functionStep>;

export const functionNewsView = z.object({ news: z.array(functionStep) });
