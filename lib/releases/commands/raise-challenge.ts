import { z } from "zod";
import { adminApart } from "#lib/access/granting.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { holdSigner, signerNow } from "#lib/councils/rows/signer-now.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { anchorSchema } from "#lib/releases/anchor.ts";
import { mayRaise } from "#lib/releases/challenges.ts";
import { mentionsAsked, postText } from "#lib/releases/discussion.ts";
import { openedBy, openingOf } from "#lib/releases/rows/opening-thread.ts";
import { aboutThread, inThread, mentionsField } from "#lib/releases/rows/thread-file.ts";
import { writeThread } from "#lib/releases/rows/threads.ts";

/**
 * Challenges a release for a function of its council: a question that somebody who had a part in the release answers, and whose
 * answer the challenger judges. Where the policy asks for a challenge, nothing is approved while this one stands.
 */
export const raiseChallenge = defineCommand({
  name: "raise-challenge",
  permission: "challenge:raise",
  summary: "Challenge a release, as somebody who could sign a seat of it",
  input: z.strictObject({
    release: ordinal,
    seat: z.enum(FUNCTIONS),
    anchor: anchorSchema,
    text: postText,
    mentions: mentionsAsked.optional(),
  }),
  output: z.object({ thread: z.number() }),

  async load(tx, { seat: _, ...input }, { caller, now }) {
    await holdSigner(tx, caller);
    const opening = await openingOf(tx, input, "challenge", now);
    return opening.ok ? ok({ ...opening.value, signer: await signerNow(tx, caller, now) }) : opening;
  },

  decide({ signer: caller, ...opening }, { anchor, seat, text, mentions = [] }, { newId }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person can challenge a release.");
    const { file, nth, pinned } = opening;
    if (!file.open.ok) return file.open;
    if (caller.roles.includes("admin")) return adminApart;
    const may = mayRaise(caller, seat, file);
    if (!may.ok) return may;
    const id = newId();
    const event = eventOf("challenge.raised", {
      ...aboutThread(file, id),
      data: { ...inThread(file, id), nth, anchor, pinned: pinned.digest, seat, ...mentionsField(mentions) },
      details: openedBy(caller, text, opening),
    });
    return ok([event]);
  },

  async record(tx, [event], { file }, context) {
    const { thread: id, nth: number, anchor, pinned, round, seat, mentions = [] } = event!.data;
    const thread = { id, number, kind: "challenge", round, anchor, pinned, seat, mentions } as const;
    await writeThread(tx, file.id, thread, context);
    return { thread: number };
  },
});
