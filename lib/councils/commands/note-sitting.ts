import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { itemIn } from "#lib/councils/sitting-rules.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Writes into the minutes what was said. Verdicts and times enter by themselves. */
export const noteSitting = defineCommand({
  name: "note-sitting",
  permission: "sitting:note",
  summary: "Write into the minutes what was said",
  input: z.strictObject({ sittingId: id, item: id.optional(), text: prose(4000) }),
  output: z.object({ sittingId: z.string(), note: z.string() }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting.noted" }, caller),

  decide({ sitting }, { item, text }, { caller, newId }) {
    const found = item === undefined ? ok(null) : itemIn(sitting, item);
    if (!found.ok) return found;
    const { about, said } = aboutSitting(sitting);
    const data = { ...said, note: newId(), item: item ?? null };
    const details = { text, author: { name: caller.name } };
    return ok([eventOf("sitting.noted", { ...about, data, details })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    return { sittingId: sitting.sitting, note: events[0]!.data.note };
  },
});
