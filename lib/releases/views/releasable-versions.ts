import { z } from "zod";
import { TIERS } from "#lib/registry/tier.ts";

/** A model with what a release of it can name. */
export const releasableModel = z.object({
  name: z.string(),
  tier: z.enum(TIERS),
  versions: z.array(z.object({ number: z.number(), description: z.string(), evaluated: z.boolean() })),
  /** `live` is the version each serves now, `envelope` the one in force for standard changes, where there is one. */
  pointers: z.array(
    z.object({
      name: z.string(),
      live: z.number().nullable(),
      envelope: z.number().exactOptional(),
    }),
  ),
});
export type ReleasableModel = z.infer<typeof releasableModel>;

export const releasableVersionsView = z.object({ models: z.array(releasableModel) });
