import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { agendaItem, ITEMS_MAX } from "#lib/councils/sitting-events.ts";
import { mayArrange } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { maySetOn } from "#lib/releases/rows/agenda-subjects.ts";

/** Sets what is still to come of an agenda, and in which order. What was called keeps its place. */
export const arrangeSitting = defineCommand({
  name: "arrange-sitting",
  permission: "sitting:arrange",
  summary: "Set what is still to come of a sitting's agenda, and in which order",
  input: z.strictObject({
    sittingId: id,
    items: z.array(agendaItem.partial({ item: true })).max(ITEMS_MAX),
  }),
  output: z.object({ sittingId: z.string(), items: z.number() }),

  async load(tx, { sittingId, items }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting.arranged" }, caller);
    if (!file.ok) return file;
    const known = new Set(file.value.sitting.items.map(({ subject }) => subject));
    const added = items.filter(({ subject }) => !known.has(subject));
    const set = await maySetOn(tx, added, { council: file.value.sitting.council, now });
    return set.ok ? file : set;
  },

  decide({ sitting }, { items: asked }, { newId }) {
    const items = asked.map(({ item, ...one }) => ({ ...one, item: item ?? newId() }));
    const may = mayArrange(sitting, items);
    if (!may.ok) return may;
    const { about, said } = aboutSitting(sitting);
    return ok([eventOf("sitting.arranged", { ...about, data: { ...said, items } })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    return { sittingId: sitting.sitting, items: events[0]!.data.items.length };
  },
});
