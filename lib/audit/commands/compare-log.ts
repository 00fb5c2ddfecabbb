import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** As many as an event is to hold; the command line tells all of them. */
const SAID_MAX = 20;
const SENTENCE_LENGTH_MAX = 300;

const input = z.strictObject({
  /** How many events were followed. */
  events: z.number().int().min(0),
  /** How many differences there are, and some of them or all. */
  differing: z.number().int().min(0),
  differences: z.array(z.string()),
});

/** Records what a replay of the log against the tables found, where they differ: the log itself says so from then on. */
export const compareLog = defineCommand({
  name: "compare-log",
  permission: "log:compare",
  summary: "Raise the alarm where the log and the tables differ",
  input,
  output: z.object({ differences: z.number() }),

  load: async (_tx, compared, { caller }) => ok({ ...compared, workspaceId: caller.workspaceId }),

  decide({ events, differing, differences, workspaceId }) {
    if (differing === 0)
      return refuse("conflict", "log-agrees", `${events} events lead to what the tables hold.`);
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
