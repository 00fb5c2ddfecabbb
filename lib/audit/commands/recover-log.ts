import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";

const head = z.strictObject({ size: z.number().int().min(0), root: z.base64() });

const input = z.strictObject({
  /** The log that cannot be continued: its key and its last signed head. */
  former: z.strictObject({ vkey: z.string().min(1).max(500), ...head.shape }),
  /** The log that continues from the present state. */
  successor: z.strictObject({
    origin: z.string().min(1).max(200),
    vkey: z.string().min(1).max(500),
    ...head.shape,
  }),
});

/**
 * Records that the log continues under another name because the database lost signed events. The event cites what
 * was signed, so that a holder of the old checkpoint sees how much is missing.
 */
export const recoverLog = defineCommand({
  name: "recover-log",
  permission: "log:recover",
  summary: "Continue the log under a new name after signed events were lost",
  input,
  output: z.object({ origin: z.string() }),

  load: async (_tx, { former, successor }, { caller }) => ok({ former, successor, caller }),

  decide({ former, successor, caller }) {
    const event = eventOf("log.recovered", {
      stream: `log/${caller.workspaceId}`,
      targets: [{ type: "log", id: successor.origin }],
      data: { former, successor },
    });
    return ok([event]);
  },

  record: async (_tx, _events, { successor }) => ({ origin: successor.origin }),
});
