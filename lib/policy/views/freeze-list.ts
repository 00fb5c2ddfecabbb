import { z } from "zod";
import { freezeTerms } from "#lib/policy/freeze.ts";
import { LOOSENING_STATES, LOOSENINGS } from "#lib/policy/loosening.ts";

const named = z.object({ id: z.string(), name: z.string() });
const why = z.string().nullable();

/** `planned`: it comes, once or again. `past`: its window is over. */
export const FREEZE_STATES = ["in-force", "planned", "past", "ended"] as const;

const loosening = z.object({
  id: z.string(),
  kind: z.enum(LOOSENINGS),
  /** The release that passes, where one does. */
  release: z.number().nullable(),
  reason: z.string(),
  state: z.enum(LOOSENING_STATES),
  proposedBy: z.string(),
  proposedAt: z.string(),
  confirmedBy: why,
  confirmedAt: why,
  /** Why the reader may not confirm it; null where they may. */
  whyNotConfirm: why,
});
export type LooseningView = z.infer<typeof loosening>;

const freeze = z.object({
  ...freezeTerms.omit({ models: true }).shape,
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  state: z.enum(FREEZE_STATES),
  /** The models it covers; null for all. */
  models: z.array(named).nullable(),
  /** When it is in force now or next; null where it never is again. */
  span: z.object({ from: z.string(), until: z.string() }).nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  endedAt: why,
  /** Newest first. */
  loosenings: z.array(loosening),
});
export type FreezeView = z.infer<typeof freeze>;

const stop = z.object({
  /** The stop of all rollouts that is in force; its id is that of a freeze. */
  inForce: z
    .object({
      id: z.string(),
      reason: z.string(),
      since: z.string(),
      askedBy: z.string(),
      confirmedBy: z.string(),
    })
    .nullable(),
  /** The request that may still be confirmed. */
  asked: z
    .object({
      id: z.string(),
      reason: z.string(),
      askedBy: z.string(),
      askedAt: z.string(),
      whyNotConfirm: why,
    })
    .nullable(),
  whyNotAsk: why,
});
export type StopView = z.infer<typeof stop>;

/** The freezes of a workspace: those in force first, then by when they begin. */
export const freezeListView = z.object({
  items: z.array(freeze),
  stop,
  models: z.array(named),
  pointers: z.array(z.string()),
  /** Why the reader may not create one, or propose to loosen one. */
  whyNotCreate: why,
  whyNotLoosen: why,
});
export type FreezeListView = z.infer<typeof freezeListView>;
