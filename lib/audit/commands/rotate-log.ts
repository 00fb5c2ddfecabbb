import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";

const vkey = z.string().min(1).max(500);

const input = z.strictObject({
  /** First the old key signs which key follows it; then the new key signs that it took over. */
  step: z.enum(["announce", "take-over"]),
  former: z.strictObject({ vkey }),
  successor: z.strictObject({ origin: z.string().min(1).max(200), vkey }),
});

const TYPES = { announce: "log.announced", "take-over": "log.rotated" } as const;

/**
 * Records that the log continues under another key. A verifier who trusts the old key finds the new one in a leaf
 * that the old key signed; a verifier given the new key finds the old one in a leaf of its own.
 */
export const rotateLog = defineCommand({
  name: "rotate-log",
  permission: "log:rotate",
  summary: "Continue the log under a new key",
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
