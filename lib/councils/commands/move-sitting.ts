import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import { mayBePlanned } from "#lib/councils/sitting-rules.ts";
import { id, instant, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Moves a planned sitting to another time, with a reason that its council is told. */
export const moveSitting = defineCommand({
  name: "move-sitting",
  permission: "sitting:move",
  summary: "Move a planned sitting to another time",
  input: z.strictObject({ sittingId: id, startsAt: instant, reason: prose(1000) }),
  output: z.object({ sittingId: z.string(), state: z.enum(SITTING_STATES) }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting.moved" }, caller),

  decide({ sitting }, { startsAt, reason }, { now }) {
    const at = new Date(startsAt);
    const may = mayBePlanned(at, now);
    if (!may.ok) return may;
    const { about, said } = aboutSitting(sitting);
    const data = { ...said, startsAt: at.toISOString() };
    return ok([eventOf("sitting.moved", { ...about, data, details: { reason } })]);
  },

  async record(tx, events, { sitting }, context) {
    return { sittingId: sitting.sitting, state: await writeActs(tx, sitting, events, context) };
  },
});
