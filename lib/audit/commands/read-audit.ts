import { z } from "zod";
import { lockStream, talliedEvent, talliedList } from "#lib/audit/rows/tallied-events.ts";
import { defineCommand } from "#lib/command/command.ts";
import { ok } from "#lib/kernel/result.ts";

/** Records who read the audit log and how often: one event per reader, view and filter. */
export const readAudit = defineCommand({
  name: "read-audit",
  permission: "audit:read",
  summary: "Record counted readings of the audit log",
  input: z.strictObject({ readings: talliedList }),
  output: z.object({ recorded: z.number() }),

  async load(tx, { readings }, { caller }) {
    const stream = `reading/${caller.workspaceId}`;
    await lockStream(tx, stream);
    return ok({ stream, readings });
  },

  decide({ stream, readings }) {
    return ok(readings.map((reading) => talliedEvent("audit.read", stream, reading)));
  },

  async record(_tx, events) {
    return { recorded: events.length };
  },
});
