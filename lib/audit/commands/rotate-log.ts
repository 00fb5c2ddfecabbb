import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";

const vkey = z.string().min(1).max(500);

const input = z.strictObject({
  /** First the old key signs who follows it; then the new one signs that it did. */
  step: z.enum(["announce", "take-over"]),
  former: z.strictObject({ vkey }),
  successor: z.strictObject({ origin: z.string().min(1).max(200), vkey }),
});

const TYPES = { announce: "log.announced", "take-over": "log.rotated" } as const;

/**
 * Records that the log goes on under another key. Whoever trusts the old key finds the new one in a leaf that the old
 * one signed; whoever is given the new one finds the old in a leaf of its own.
 */
export const rotateLog = defineCommand({
  name: "rotate-log",
  permission: "log:rotate",
  summary: "Go on under a new key",
  input,
  output: z.object({ origin: z.string() }),

  load: async (_tx, asked, { caller }) => ok({ ...asked, caller }),

  decide({ step, former, successor, caller }) {
    const event = eventOf(TYPES[step], {
      stream: `log/${caller.workspaceId}`,
      targets: [{ type: "log", id: successor.origin }],
      data: { former, successor },
    });
    return ok([event]);
  },

  record: async (_tx, _events, { successor }) => ({ origin: successor.origin }),
});
