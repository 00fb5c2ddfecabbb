import { z } from "zod";
import { id, line, paging } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";

/** A page of the catalogue of models. `cursor` is the name of the last model seen. */
export const modelFilter = z.strictObject({
  ...paging,
  /** Part of a name, a title or a purpose. */
  q: line(120).optional(),
  tier: z.enum(TIERS).optional(),
  /** Only those whose tier nobody confirmed. */
  without: z.enum(["assessment"]).optional(),
  /** Id of the person who owns it. */
  owner: id.optional(),
});
export type ModelFilter = z.output<typeof modelFilter>;
