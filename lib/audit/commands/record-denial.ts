import { z } from "zod";
import { lockStream, talliedEvent, talliedList } from "#lib/audit/rows/tallied-events.ts";
import { defineCommand } from "#lib/command/command.ts";
import { ok } from "#lib/kernel/result.ts";

/** Records refused sign-ins, requests without the permission and forged ones: one event per doer and refusal. */
export const recordDenial = defineCommand({
  name: "record-denial",
  permission: "denial:record",
  summary: "Record counted refusals of requests",
  input: z.strictObject({ denials: talliedList }),
  output: z.object({ recorded: z.number() }),

  async load(tx, { denials }, { caller }) {
    const stream = `denial/${caller.workspaceId}`;
    await lockStream(tx, stream);
    return ok({ stream, denials });
  },

  decide({ stream, denials }) {
    return ok(denials.map((denial) => talliedEvent("denial.recorded", stream, denial)));
  },

  async record(_tx, events) {
    return { recorded: events.length };
  },
});
