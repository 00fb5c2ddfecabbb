import { z } from "zod";
import { TIERS } from "#lib/registry/tier.ts";

/** A model by name, with its owner and the damage it can do when it is wrong. */
export const modelHead = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  purpose: z.string(),
  tier: z.enum(TIERS),
  owner: z.object({ id: z.string(), name: z.string() }),
  versions: z.number(),
});

export const modelDetail = modelHead.extend({ intendedUse: z.string(), createdAt: z.string() });
