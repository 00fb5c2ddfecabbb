import { z } from "zod";
import { EXPOSURE_KINDS } from "#lib/exposure/exposure.ts";

/** What a pointer served from one moment to the next. */
export const pointerMove = z.object({
  id: z.string(),
  at: z.string(),
  /** Null for the current move. */
  until: z.string().nullable(),
  kind: z.enum(EXPOSURE_KINDS),
  /** Numbers of versions. */
  base: z.number(),
  candidate: z.number().nullable(),
  candidatePercent: z.number(),
  holdoutPercent: z.number(),
  reason: z.string(),
  rolloutId: z.string().nullable(),
});
export type PointerMove = z.infer<typeof pointerMove>;

export const pointerHistory = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  /** Since when and why it is switched off; null where it is on. */
  off: z.object({ since: z.string(), by: z.string(), reason: z.string() }).nullable(),
  /** Newest first. */
  moves: z.array(pointerMove),
  /** How many older moves are not in `moves`. */
  older: z.number(),
  /** What was live at the requested moment; null if nothing was or no moment was given. */
  asked: pointerMove.nullable(),
  /** What served in the requested span, newest first; null where none was given. */
  served: z.array(pointerMove).nullable(),
});
export type PointerHistory = z.infer<typeof pointerHistory>;
