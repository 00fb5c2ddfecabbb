import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { checkSchema } from "#lib/releases/checks.ts";

export const releasePreviewView = z.object({
  live: z.number().nullable(),
  tier: z.enum(TIERS),
  council: z.string(),
  policyVersion: z.number(),
  reviewDays: z.number(),
  validDays: z.number(),
  seats: z.array(
    z.object({
      function: z.enum(FUNCTIONS),
      min: z.number(),
      /** People who may fill it, once the reader is the author. */
      candidates: z.array(z.string()),
    }),
  ),
  /** People who cannot sign, because they had a part in it. */
  excluded: z.array(z.object({ name: z.string(), because: z.string() })),
  checks: z.array(checkSchema),
});
export type ReleasePreviewView = z.infer<typeof releasePreviewView>;
