import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { isBegun } from "#lib/councils/sitting.ts";
import { type AgendaItem, agendaItem, ITEMS_MAX } from "#lib/councils/sitting-events.ts";
import { isAsShown, mayArrange } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { maySetOn } from "#lib/releases/rows/agenda-subjects.ts";

/** A subject is checked when it comes onto the agenda, under the kind that it has there. */
const keyOf = ({ kind, subject }: Pick<AgendaItem, "kind" | "subject">): string => `${kind} ${subject}`;

/**
 * Sets what is still to come of an agenda, and in which order. What was called keeps its place. A caller who says which agenda
 * they were shown drops nothing that somebody else put on it meanwhile.
 */
export const arrangeSitting = defineCommand({
  name: "arrange-sitting",
  permission: "sitting:arrange",
  summary: "Set what is still to come of a sitting's agenda, and in which order",
  input: z.strictObject({
    sittingId: id,
    items: z.array(agendaItem.partial({ item: true })).max(ITEMS_MAX),
    shown: z.array(id).max(ITEMS_MAX).optional(),
  }),
  output: z.object({ sittingId: z.string(), items: z.number() }),

  async load(tx, { sittingId, items }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting.arranged" }, caller);
    if (!file.ok) return file;
    const known = new Set(file.value.sitting.items.filter((one) => !isBegun(one)).map(keyOf));
    const added = items.filter((one) => !known.has(keyOf(one)));
    const set = await maySetOn(tx, added, { council: file.value.sitting.council, now });
    return set.ok ? file : set;
  },

  decide({ sitting }, { items: asked, shown }, { newId }) {
    const same = isAsShown(sitting, shown);
    if (!same.ok) return same;
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
