import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { pageOf } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";

const council = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  /** The composition in force; null where the council is only proposed. */
  version: z.number().nullable(),
  seats: z.array(z.enum(FUNCTIONS)),
  members: z.number(),
  /** The tiers that the policy in force routes to it. */
  tiers: z.array(z.enum(TIERS)),
  /** How many releases wait for one of its seats. */
  waiting: z.number(),
  /** Whether a change of it waits for signatures. */
  proposed: z.boolean(),
  /** The seats that too few of its members can sign for now. */
  short: z.array(z.enum(FUNCTIONS)),
});
export type CouncilLine = z.infer<typeof council>;

export const COUNCIL_STATES = ["complete", "short", "proposed"] as const;

/** The councils of a workspace, by name. */
export const councilListView = pageOf(council).extend({
  whyNotPropose: z.string().nullable(),
});
export type CouncilListView = z.infer<typeof councilListView>;
