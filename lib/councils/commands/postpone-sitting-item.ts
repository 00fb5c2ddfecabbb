import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { mayPostpone } from "#lib/councils/sitting-rules.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Puts an item off to the next sitting, with a reason. It goes on waiting, so the next agenda has it. */
export const postponeSittingItem = defineCommand({
  name: "postpone-sitting-item",
  permission: "sitting-item:postpone",
  summary: "Put an item off to the next sitting",
  input: z.strictObject({ sittingId: id, item: id, reason: prose(1000) }),
  output: z.object({ sittingId: z.string(), item: z.string() }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting-item.postponed" }, caller),

  decide({ sitting }, { item, reason }) {
    const found = mayPostpone(sitting, item);
    if (!found.ok) return found;
    const { about, said } = aboutSitting(sitting);
    return ok([
      eventOf("sitting-item.postponed", { ...about, data: { ...said, item }, details: { reason } }),
    ]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    return { sittingId: sitting.sitting, item: events[0]!.data.item };
  },
});
