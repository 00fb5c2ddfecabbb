import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import { attendee } from "#lib/councils/sitting-events.ts";
import { mayAttend } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Takes down that somebody came, left, or sits in another's place. */
export const attendSitting = defineCommand({
  name: "attend-sitting",
  permission: "sitting:attend",
  summary: "Take down who comes to a sitting or leaves it",
  input: z.strictObject({ sittingId: id, ...attendee.shape }),
  output: z.object({ sittingId: z.string(), state: z.enum(SITTING_STATES) }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting.attended" }, caller),

  decide({ sitting, composition }, { sittingId: _, ...attended }) {
    const may = mayAttend([attended], composition.content);
    if (!may.ok) return may;
    const { about, said } = aboutSitting(sitting);
    return ok([eventOf("sitting.attended", { ...about, data: { ...said, ...attended } })]);
  },

  async record(tx, events, { sitting }, context) {
    return { sittingId: sitting.sitting, state: await writeActs(tx, sitting, events, context) };
  },
});
