import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { ITEM_MINUTES_MAX } from "#lib/councils/sitting-events.ts";
import { isCalled } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Gives the item under discussion more minutes. The timer shows them and decides nothing. */
export const extendSittingItem = defineCommand({
  name: "extend-sitting-item",
  permission: "sitting-item:extend",
  summary: "Give the item under discussion more minutes",
  input: z.strictObject({ sittingId: id, item: id, minutes: z.int().min(1).max(ITEM_MINUTES_MAX) }),
  output: z.object({ sittingId: z.string(), minutes: z.number() }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting-item.extended" }, caller),

  decide({ sitting }, { item, minutes }) {
    const found = isCalled(sitting, item);
    if (!found.ok) return found;
    const { about, said } = aboutSitting(sitting);
    return ok([eventOf("sitting-item.extended", { ...about, data: { ...said, item, minutes } })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    const { item, minutes } = events[0]!.data;
    const before = sitting.items.find((one) => one.item === item)?.minutes ?? 0;
    return { sittingId: sitting.sitting, minutes: before + minutes };
  },
});
