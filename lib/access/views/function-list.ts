import { z } from "zod";
import { GRANT_STATES } from "#lib/access/granting.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

const step = z.object({ by: z.string(), at: z.string() });

/** A function that somebody holds, waits for or is proposed for. */
export const listedGrant = z.object({
  personId: z.string(),
  name: z.string(),
  function: z.enum(FUNCTIONS),
  state: z.enum(GRANT_STATES).exclude(["none"]),
  /** Null where it was held before two people granted functions. */
  proposed: step.nullable(),
  confirmed: step.nullable(),
  holdsFrom: z.string().nullable(),
  /** Why the reader cannot confirm it; null where they can. */
  whyNotConfirm: z.string().nullable(),
});
export type ListedGrant = z.infer<typeof listedGrant>;

export const functionListView = z.object({
  grants: z.array(listedGrant),
  /** Reviewers whom an admin can propose. */
  reviewers: z.array(z.object({ id: z.string(), name: z.string() })),
  /** People who are admin and reviewer or holder at once, from before these were apart: they cannot sign. */
  both: z.array(z.string()),
  /** Whether the reader can end a proposal: its subject, any other reviewer, or an admin. */
  declines: z.boolean(),
});
export type FunctionListView = z.infer<typeof functionListView>;
