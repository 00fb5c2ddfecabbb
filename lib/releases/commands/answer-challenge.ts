import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { mayAnswer } from "#lib/releases/challenges.ts";
import { mentionsAsked, postText } from "#lib/releases/discussion.ts";
import { mentionedIn } from "#lib/releases/rows/mentioned.ts";
import { writtenBy } from "#lib/releases/rows/opening-thread.ts";
import { aboutThread, inThread, lockThread, mentionsField } from "#lib/releases/rows/thread-file.ts";
import { writeAct } from "#lib/releases/rows/threads.ts";
import { mayTalk, mayWrite } from "#lib/releases/thread-rules.ts";

/** Answers a challenge, as somebody who had a part in the release. The challenger judges the answer. */
export const answerChallenge = defineCommand({
  name: "answer-challenge",
  permission: "challenge:answer",
  summary: "Answer a challenge of a release that one had a part in",
  input: z.strictObject({
    release: ordinal,
    thread: ordinal,
    text: postText,
    mentions: mentionsAsked.optional(),
  }),
  output: z.object({ thread: z.number(), post: z.number() }),

  async load(tx, { mentions = [], ...named }, { now }) {
    const found = await lockThread(tx, { ...named, kind: "challenge" }, now);
    if (!found.ok) return found;
    const mentioned = await mentionedIn(tx, mentions);
    return mentioned.ok ? ok({ ...found.value, mentioned: mentioned.value }) : mentioned;
  },

  decide({ file, thread, mentioned }, { text, mentions = [] }, { caller }) {
    const talks = mayTalk(caller);
    if (!talks.ok) return talks;
    if (!file.open.ok) return file.open;
    const { authorId } = file.release;
    const { contributors, digest, recused } = file;
    const may = mayAnswer(thread, { personId: caller.id, authorId, contributors, digest, recused });
    if (!may.ok) return may;
    const writes = mayWrite(thread);
    if (!writes.ok) return writes;
    const post = thread.posts.length + 1;
    const event = eventOf("challenge.answered", {
      ...aboutThread(file, thread.id),
      data: { ...inThread(file, thread.id), post, ...mentionsField(mentions) },
      details: writtenBy(caller, text, mentioned),
    });
    return ok([event]);
  },

  async record(tx, [event], { thread }, context) {
    const { post, mentions = [] } = event!.data;
    await writeAct(tx, thread, { verb: "answered", post, version: 1, mentions }, context);
    return { thread: thread.number, post };
  },
});
