import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** The most differences one event records; the command line lists all of them. */
const SAID_MAX = 20;
const SENTENCE_LENGTH_MAX = 300;

const input = z.strictObject({
  /** How many events were replayed. */
  events: z.number().int().min(0),
  /** How many differences there are, and the first of them. */
  differing: z.number().int().min(0),
  differences: z.array(z.string()),
});

/** Records the differences that a replay found between the log and the tables, so that the log itself reports them. */
export const compareLog = defineCommand({
  name: "compare-log",
  permission: "log:compare",
  summary: "Record differences between the log and the tables",
  input,
  output: z.object({ differences: z.number() }),

  load: async (_tx, compared, { caller }) => ok({ ...compared, workspaceId: caller.workspaceId }),

  decide({ events, differing, differences, workspaceId }) {
    if (differing === 0)
      return refuse("conflict", "log-agrees", `The tables match the ${events} events of the log.`);
    const event = eventOf("log.diverged", {
      stream: `log/${workspaceId}`,
      targets: [{ type: "log", id: workspaceId }],
      data: { events, differences: differing },
      details: {
        differences: differences.slice(0, SAID_MAX).map((one) => one.slice(0, SENTENCE_LENGTH_MAX)),
      },
    });
    return ok([event]);
  },

  record: async (_tx, _events, { differing }) => ({ differences: differing }),
});
