import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import { attendee } from "#lib/councils/sitting-events.ts";
import { mayAttend } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Opens a planned sitting with who came. A council sits once at a time. */
export const openSitting = defineCommand({
  name: "open-sitting",
  permission: "sitting:open",
  summary: "Open a planned sitting with who came",
  input: z.strictObject({ sittingId: id, attendance: z.array(attendee).max(100) }),
  output: z.object({ sittingId: z.string(), state: z.enum(SITTING_STATES) }),

  async load(tx, { sittingId }, { caller }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting.opened" }, caller);
    if (!file.ok) return file;
    const other = await tx.sitting.findFirst({
      where: { councilId: file.value.sitting.council, state: "open" },
    });
    return other
      ? refuse("conflict", "sitting-open", `Sitting ${other.number} of this council is open.`, {
          todo: "Close it first.",
        })
      : file;
  },

  decide({ sitting, composition }, { attendance }) {
    const may = mayAttend(attendance, composition.content);
    if (!may.ok) return may;
    const { about, said } = aboutSitting(sitting);
    const { version, digest } = composition;
    const data = { ...said, composition: { version, digest }, attendance };
    return ok([eventOf("sitting.opened", { ...about, data })]);
  },

  async record(tx, events, { sitting }, context) {
    return { sittingId: sitting.sitting, state: await writeActs(tx, sitting, events, context) };
  },
});
