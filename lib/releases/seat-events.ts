import { z } from "zod";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { Catalogue } from "#lib/kernel/event-catalogue.ts";
import { moment, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";

const late = {
  number: ordinal,
  round: ordinal,
  seat: z.enum(FUNCTIONS),
  /** When the step was due, by the hours of the council. */
  due: moment,
  /** Who is told, by id. */
  to: z.array(named),
  /** Earlier approvals whose signers had lost their authority: with them it derives that the seat was open. */
  lapsed: z.array(named),
};

/** What is done about a seat that nobody signed in time. Nothing of it signs. */
export const seatEvents = {
  "release.seat-reminded": { data: z.object({ ...late, step: z.literal("reminded") }) },
  "release.seat-escalated": { data: z.object({ ...late, step: z.enum(["alternates-told", "escalated"]) }) },
} as const satisfies Catalogue;
