import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { mentionsAsked, postText } from "#lib/releases/discussion.ts";
import { mentionedIn } from "#lib/releases/rows/mentioned.ts";
import { writtenBy } from "#lib/releases/rows/opening-thread.ts";
import { aboutThread, inThread, lockThread, mentionsField } from "#lib/releases/rows/thread-file.ts";
import { writeAct } from "#lib/releases/rows/threads.ts";
import { mayEdit, mayTalk } from "#lib/releases/thread-rules.ts";

/** Gives a post another version. The earlier ones stay readable, and what a challenger judged stays as it is. */
export const editThread = defineCommand({
  name: "edit-thread",
  permission: "thread:edit",
  summary: "Edit a post of one's own in a thread about a release",
  input: z.strictObject({
    release: ordinal,
    thread: ordinal,
    post: ordinal,
    /** The version that the author was editing. */
    version: ordinal,
    text: postText,
    mentions: mentionsAsked.optional(),
  }),
  output: z.object({ thread: z.number(), post: z.number(), version: z.number() }),

  async load(tx, { mentions = [], ...named }, { now }) {
    const found = await lockThread(tx, named, now);
    if (!found.ok) return found;
    const mentioned = await mentionedIn(tx, mentions);
    return mentioned.ok ? ok({ ...found.value, mentioned: mentioned.value }) : mentioned;
  },

  decide({ file, thread, mentioned }, { post, version: before, text, mentions = [] }, { caller }) {
    const talks = mayTalk(caller);
    if (!talks.ok) return talks;
    const may = mayEdit(thread, { post, personId: caller.id });
    if (!may.ok) return may;
    const { version } = may.value;
    if (before !== version - 1)
      return refuse("stale", "post-changed", "This post was edited since you opened it.", {
        todo: "Reload the page, then make your edit again.",
      });
    const event = eventOf("thread.edited", {
      ...aboutThread(file, thread.id),
      data: { ...inThread(file, thread.id), post, version, ...mentionsField(mentions) },
      details: writtenBy(caller, text, mentioned),
    });
    return ok([event]);
  },

  async record(tx, [event], { thread }, context) {
    const { post, version, mentions = [] } = event!.data;
    await writeAct(tx, thread, { verb: "edited", post, version, mentions }, context);
    return { thread: thread.number, post, version };
  },
});
