import { z } from "zod";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { MESSAGE_MARKS } from "#lib/overview/message.ts";
import { markMessages } from "#lib/overview/rows/mark-messages.ts";

/** Marks the caller's own messages. Beside the door: it decides nothing, and the log is not to say who read what. */
export const inboxMarks = defineEndpoint({
  name: "mark-messages",
  summary: "Mark your own messages as read, unread, done or open again",
  description: "For signed-in people. Leaves no audit event.",
  tag: "inbox",
  method: "POST",
  path: "/api/v1/inbox/marks",
  who: { person: "whole" },
  input: z.strictObject({
    messages: z.array(id).min(1).max(100).optional(),
    as: z.enum(MESSAGE_MARKS),
  }),
  answers: answersJson(z.object({ marked: z.number() })),
  handle:
    ({ db }) =>
    async ({ caller, input }) =>
      ok({
        marked: await inWorkspace(db, caller.workspaceId, (tx, now) =>
          markMessages(tx, { personId: caller.id, now, ...input }),
        ),
      }),
});
