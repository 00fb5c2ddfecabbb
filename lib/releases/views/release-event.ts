import { z } from "zod";
import { SECTIONS } from "#lib/councils/sections.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { waivedGate } from "#lib/releases/waived-gates.ts";

/** Something that happened to a release. An entry of another version may name an action of its own. */
export const releaseEvent = z.object({
  uid: z.string(),
  /** Its place in the audit log; null until it has one. */
  index: z.number().nullable(),
  action: z.string(),
  at: z.string(),
  actor: z.string(),
  round: z.number().nullable(),
  seat: z.enum(FUNCTIONS).nullable(),
  decision: z.enum(VERDICT_DECISIONS).nullable(),
  /** What was found of the answer to a challenge; null of every other event. */
  satisfied: z.boolean().nullable(),
  /** Whether a late seat went to the escalation group. */
  escalated: z.boolean(),
  /** The sitting of its council in which it happened; null where it was in none. */
  sitting: z.object({ id: z.string(), council: z.string(), number: z.number() }).nullable(),
  changed: z.array(z.enum(SECTIONS)),
  reason: z.string().nullable(),
  /** What an approval lapsed by; null of every other event. */
  lapsed: z
    .object({
      lapsed: z.array(z.string()),
      overdue: z.array(z.string()).exactOptional(),
      recused: z.literal(true).exactOptional(),
    })
    .nullable(),
  /** The failing checks that somebody went over, by id. */
  over: z.array(z.string()),
  /** Of an approval and a start: the gates that did not pass and that waivers covered then. */
  waived: z.array(waivedGate),
});
export type ReleaseEventView = z.infer<typeof releaseEvent>;
