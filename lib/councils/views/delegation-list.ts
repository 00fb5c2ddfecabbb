import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

const named = z.object({ id: z.string(), name: z.string() });

export const DELEGATION_STATES = ["planned", "in-force", "over"] as const;

const delegation = z.object({
  id: z.string(),
  from: named,
  to: named,
  functions: z.array(z.enum(FUNCTIONS)),
  /** The models it is for; null for all. */
  models: z.array(named).nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  reason: z.string(),
  state: z.enum(DELEGATION_STATES),
  /** Whether the reader may end it now. */
  mayEnd: z.boolean(),
});
export type DelegationView = z.infer<typeof delegation>;

/** What somebody delegated and what was delegated to them, newest first. */
export const delegationListView = z.object({
  items: z.array(delegation),
  /** Who could sign for the reader, and for which functions; nobody where they may not delegate. */
  delegates: z.array(named),
  functions: z.array(z.enum(FUNCTIONS)),
  models: z.array(named),
});
export type DelegationListView = z.infer<typeof delegationListView>;
