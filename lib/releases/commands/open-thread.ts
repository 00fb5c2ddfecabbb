import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { anchorSchema } from "#lib/releases/anchor.ts";
import { mentionsAsked, postText } from "#lib/releases/discussion.ts";
import { releaseMachine } from "#lib/releases/release.ts";
import { openedBy, openingOf } from "#lib/releases/rows/opening-thread.ts";
import { aboutThread, inThread, mentionsField } from "#lib/releases/rows/thread-file.ts";
import { writeThread } from "#lib/releases/rows/threads.ts";
import { mayTalk } from "#lib/releases/thread-rules.ts";

/** Opens a thread about a release, pinned to a part of it. */
export const openThread = defineCommand({
  name: "open-thread",
  permission: "thread:open",
  summary: "Open a thread about a release",
  input: z.strictObject({
    release: ordinal,
    anchor: anchorSchema,
    text: postText,
    mentions: mentionsAsked.optional(),
  }),
  output: z.object({ thread: z.number() }),

  load: (tx, input, { now }) => openingOf(tx, input, "thread", now),

  decide(opening, { anchor, text, mentions = [] }, { caller, newId }) {
    const may = mayTalk(caller);
    if (!may.ok) return may;
    const { file, nth, pinned } = opening;
    const next = releaseMachine.next(file.release.state, "discuss");
    if (!next.ok) return next;
    const id = newId();
    const event = eventOf("thread.opened", {
      ...aboutThread(file, id),
      data: { ...inThread(file, id), nth, anchor, pinned: pinned.digest, ...mentionsField(mentions) },
      details: openedBy(caller, text, opening),
    });
    return ok([event]);
  },

  async record(tx, [event], { file }, context) {
    const { thread: id, nth: number, anchor, pinned, round, mentions = [] } = event!.data;
    const thread = { id, number, kind: "thread", round, anchor, pinned, seat: null, mentions } as const;
    await writeThread(tx, file.id, thread, context);
    return { thread: number };
  },
});
