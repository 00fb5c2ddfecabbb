import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { paging } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { type DeadMail, deadMailView } from "#lib/overview/views/dead-mail.ts";

/** Mail that was given up, for whoever looks after the mail server. It names whom it was for, not their address. */
export const deadMail = defineQuery({
  name: "dead-mail",
  permission: "settings:read",
  summary: "List mail that was given up",
  input: z.strictObject(paging),
  output: deadMailView,

  async load(tx, { cursor, limit }) {
    const before = z.uuid().safeParse(cursor);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT delivery.message_id::text AS id, person.name AS person, message.kind, message.title, delivery.trouble,
             delivery.tries, delivery.ended_at AS "endedAt"
      FROM mail_delivery delivery JOIN inbox_message message ON message.id = delivery.message_id
      JOIN person ON person.id = delivery.person_id
      WHERE delivery.state = 'dead'
        AND ${before.success ? Prisma.sql`delivery.message_id < ${before.data}::uuid` : Prisma.sql`true`}
      ORDER BY delivery.message_id DESC LIMIT ${limit + 1}`;
    const items = rows.slice(0, limit).map(({ kind, endedAt, ...row }) => ({
      ...row,
      kind: oneOf(MESSAGE_KINDS, kind),
      endedAt: endedAt.toISOString(),
    }));
    return ok({ items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null });
  },
});

type Row = Omit<DeadMail, "kind" | "endedAt"> & { kind: string; endedAt: Date };
