import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { aboutThread, inThread, lockThread } from "#lib/releases/rows/thread-file.ts";
import { writeAct } from "#lib/releases/rows/threads.ts";
import { mayClose, mayTalk } from "#lib/releases/thread-rules.ts";

/** Opens a resolved thread again. Only whoever opened it does. */
export const reopenThread = defineCommand({
  name: "reopen-thread",
  permission: "thread:reopen",
  summary: "Reopen a thread that one opened oneself",
  input: z.strictObject({ release: ordinal, thread: ordinal }),
  output: z.object({ thread: z.number(), resolved: z.boolean() }),

  load: (tx, named, { now }) => lockThread(tx, named, now),

  decide({ file, thread }, _input, { caller }) {
    const talks = mayTalk(caller);
    if (!talks.ok) return talks;
    const may = mayClose(thread, { verb: "reopen", personId: caller.id });
    if (!may.ok) return may;
    const event = eventOf("thread.reopened", {
      ...aboutThread(file, thread.id),
      data: inThread(file, thread.id),
      details: { names: { [caller.id]: caller.name } },
    });
    return ok([event]);
  },

  async record(tx, _events, { thread }, context) {
    await writeAct(tx, thread, { verb: "reopened" }, context);
    return { thread: thread.number, resolved: false };
  },
});
