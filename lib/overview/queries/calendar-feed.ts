import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { readFeedToken } from "#lib/crypto/feed-token.ts";
import type { BusinessFunction, PersonCaller, Role } from "#lib/kernel/caller.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { CalendarDeadline } from "#lib/overview/calendar.ts";
import { inboxMessages } from "#lib/overview/rows/inbox-messages.ts";
import { waitingItems } from "#lib/overview/rows/waiting-items.ts";
import { waitingKey } from "#lib/overview/waiting-key.ts";

/** More than this many deadlines help nobody; the nearest come first. */
const DEADLINES_MAX = 200;

/**
 * The deadlines of whoever made this address, as their inbox has them now; of nobody once it was replaced or revoked, or
 * they can no longer sign in. Whatever is wrong with the address, the answer is the same.
 */
export const calendarFeed = defineQuery({
  name: "calendar-feed",
  permission: "feed:read",
  summary: "Read the deadlines behind a secret address",
  input: z.strictObject({ token: z.string().max(100) }),
  output: z.object({ deadlines: z.array(z.custom<CalendarDeadline>()) }),

  async load(tx, { token }, { caller: { workspaceId }, now }) {
    const read = readFeedToken(token);
    const [person] = await tx.$queryRaw<Row[]>`
      SELECT person.id::text, person.name, member.roles,
             functions_held(member.workspace_id, member.person_id, ${now}) AS functions
      FROM calendar_feed feed JOIN person ON person.id = feed.person_id AND person.disabled_at IS NULL
      JOIN membership member ON member.person_id = person.id
      WHERE feed.token_hash = ${read?.hash ?? new Uint8Array()}`;
    if (!person) return refuse("not-found", "no-such-feed", "There is no calendar feed at this address.");
    const reader: PersonCaller = { kind: "person", workspaceId, sessionId: "", ...person };
    const keys = (await waitingItems(tx, reader, now)).map(waitingKey);
    const mine = { personId: person.id, keys, now };
    const { items } = await inboxMessages(tx, mine, { show: "open", limit: DEADLINES_MAX });
    return ok({ deadlines: items.flatMap(({ dueAt, ...item }) => (dueAt ? [{ ...item, dueAt }] : [])) });
  },
});

type Row = { id: string; name: string; roles: Role[]; functions: BusinessFunction[] };
