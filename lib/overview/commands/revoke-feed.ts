import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { feedStream } from "#lib/overview/notification-events.ts";

/** Ends the address of the caller's calendar feed at once. */
export const revokeFeed = defineCommand({
  name: "revoke-feed",
  permission: "feed:revoke",
  summary: "End the address of your calendar feed",
  input: z.strictObject({}),
  output: z.object({ revoked: z.literal(true) }),

  async load(tx, _input, { caller }) {
    const found = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM calendar_feed WHERE person_id::text = ${caller.id} FOR UPDATE`;
    return found.length > 0 && caller.kind === "person"
      ? ok({ personId: caller.id })
      : refuse("not-found", "no-feed", "You have no calendar feed.");
  },

  decide({ personId }) {
    const revoked = eventOf("feed.revoked", {
      stream: feedStream(personId),
      targets: [{ type: "person", id: personId }],
      data: {},
    });
    return ok([revoked]);
  },

  async record(tx, _events, { personId }) {
    await tx.$executeRaw`DELETE FROM calendar_feed WHERE person_id = ${personId}::uuid`;
    return { revoked: true as const };
  },
});
