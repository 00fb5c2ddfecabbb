import { z } from "zod";
import { SEAT_STATES } from "#lib/councils/quorum.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";

/** A seat of what is signed as a whole, with what else its page shows of each signature. */
export const signedSeat = <S extends z.ZodRawShape>(signature: S) =>
  z.object({
    function: z.enum(FUNCTIONS),
    min: z.number(),
    state: z.enum(SEAT_STATES),
    /** Who could sign it now, by name. */
    candidates: z.array(z.string()),
    signed: z.array(z.object({ by: z.string(), at: z.string(), comment: z.string(), ...signature })),
  });
