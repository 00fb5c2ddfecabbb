import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Calls a planned sitting off, with a reason that its council is told. What was on its agenda goes on waiting. */
export const callOffSitting = defineCommand({
  name: "call-off-sitting",
  permission: "sitting:call-off",
  summary: "Call a planned sitting off",
  input: z.strictObject({ sittingId: id, reason: prose(1000) }),
  output: z.object({ sittingId: z.string(), state: z.enum(SITTING_STATES) }),

  load: (tx, { sittingId }, { caller }) =>
    runSitting(tx, { sitting: sittingId, type: "sitting.called-off" }, caller),

  decide({ sitting }, { reason }) {
    const { about, said } = aboutSitting(sitting);
    return ok([eventOf("sitting.called-off", { ...about, data: said, details: { reason } })]);
  },

  async record(tx, events, { sitting }, context) {
    return { sittingId: sitting.sitting, state: await writeActs(tx, sitting, events, context) };
  },
});
