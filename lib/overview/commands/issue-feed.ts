import { z } from "zod";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { newFeedToken } from "#lib/crypto/feed-token.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { feedStream } from "#lib/overview/notification-events.ts";

/** Makes a secret address under which a calendar reads the caller's deadlines. It is shown once and ends the one before. */
export const issueFeed = defineCommand({
  name: "issue-feed",
  permission: "feed:issue",
  summary: "Make the address of your calendar feed, which ends the one before",
  input: z.strictObject({ stepUpId: id.optional() }),
  output: z.object({ path: z.string() }),

  async load(tx, { stepUpId }, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has deadlines; a token has none.");
    const deed = { act: "issue-feed", of: caller.id, stepUpId } as const;
    const proof = await spendForDeed(tx, { caller, now }, deed);
    return proof.ok ? ok({ personId: caller.id, ...newFeedToken(caller.workspaceId) }) : proof;
  },

  decide({ personId }) {
    const issued = eventOf("feed.issued", {
      stream: feedStream(personId),
      targets: [{ type: "person", id: personId }],
      data: {},
    });
    return ok([issued]);
  },

  async record(tx, _events, { personId, token, hash }, { caller, now }) {
    await tx.$executeRaw`
      INSERT INTO calendar_feed (workspace_id, person_id, token_hash, issued_at)
      VALUES (${caller.workspaceId}::uuid, ${personId}::uuid, ${hash}, ${now}::timestamptz)
      ON CONFLICT (workspace_id, person_id) DO UPDATE
        SET token_hash = excluded.token_hash, issued_at = excluded.issued_at`;
    return { path: `/api/v1/calendar/${token}.ics` };
  },
});
