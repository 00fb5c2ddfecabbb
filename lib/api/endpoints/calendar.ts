import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { look } from "#lib/command/query.ts";
import { readFeedToken } from "#lib/crypto/feed-token.ts";
import { publicUrl } from "#lib/env.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { calendarText } from "#lib/overview/calendar.ts";
import { calendarFeed } from "#lib/overview/queries/calendar-feed.ts";

/** A calendar program has no session: the address itself is the secret, which its owner can replace or revoke. */
export const calendar = defineEndpoint({
  name: "calendar-file",
  summary: "A person's deadlines as iCalendar, under a secret address",
  description:
    "Without a session. The address reads deadlines and nothing else, until its owner replaces or revokes it.",
  tag: "inbox",
  method: "GET",
  path: "/api/v1/calendar/{token}.ics",
  who: "anybody",
  input: z.object({ token: z.string().max(1000).meta({ description: "The secret of the address." }) }),
  answers: {
    200: {
      description: "The deadlines, the nearest first.",
      type: "text/calendar",
      headers: { "Cache-Control": "No cache may keep it." },
    },
  },
  problems: [400, 404, 500, 503],
  handle:
    ({ db }) =>
    async ({ input: { token } }) => {
      const read = readFeedToken(token);
      if (!read) return nothingHere;
      const { workspaceId } = read;
      const caller = { kind: "system", id: "calendar", name: "Calendar", workspaceId } as const;
      const found = await look(db, calendarFeed, { token }, { caller });
      if (!found.ok) return found;
      return new Response(calendarText(found.value.deadlines, publicUrl().origin), {
        headers: { "content-type": "text/calendar; charset=utf-8", "cache-control": "no-store" },
      });
    },
});

const nothingHere = refuse("not-found", "no-such-feed", "There is no calendar feed at this address.", {
  todo: "Make a new address in the inbox.",
});
