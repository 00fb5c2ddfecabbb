import { z } from "zod";

/** The witnesses that are asked to cosign the log, and how far each has come. */
export const logWitnessesView = z.object({
  witnesses: z.array(
    z.object({
      name: z.string(),
      /** Verifies what it cosigns; compare it with the key you received through another channel. */
      key: z.string(),
      /** Leaves of the newest checkpoint it cosigned, 0 before the first. */
      size: z.number(),
      /** By its own clock. */
      cosignedAt: z.string().nullable(),
      /** Why its newest answer is no cosignature; null while it cosigns. */
      trouble: z.string().nullable(),
    }),
  ),
});
export type LogWitnessesView = z.infer<typeof logWitnessesView>;
