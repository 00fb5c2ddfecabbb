import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { MessageMark } from "#lib/overview/message.ts";

type Marking = {
  readonly personId: string;
  /** All of the person's where left out. */
  readonly messages?: readonly string[] | undefined;
  readonly as: MessageMark;
  readonly now: Date;
};

/** Marks a person's own messages; another's are as if they were not there. Returns how many changed. */
export const markMessages = (tx: Tx, { personId, messages, as, now }: Marking): Promise<number> =>
  tx.$executeRaw`
    UPDATE inbox_message SET ${CHANGES[as](now)}
    WHERE person_id = ${personId}::uuid AND ${UNMARKED[as]}
      AND ${messages ? Prisma.sql`id = ANY (${[...messages]}::uuid[])` : Prisma.sql`true`}`;

const CHANGES: Readonly<Record<MessageMark, (now: Date) => Prisma.Sql>> = {
  read: (now) => Prisma.sql`read_at = ${now}::timestamptz`,
  unread: () => Prisma.sql`read_at = NULL`,
  done: (now) => Prisma.sql`done_at = ${now}::timestamptz, read_at = coalesce(read_at, ${now}::timestamptz)`,
  open: () => Prisma.sql`done_at = NULL`,
};

const UNMARKED: Readonly<Record<MessageMark, Prisma.Sql>> = {
  read: Prisma.sql`read_at IS NULL`,
  unread: Prisma.sql`read_at IS NOT NULL`,
  done: Prisma.sql`done_at IS NULL`,
  open: Prisma.sql`done_at IS NOT NULL`,
};
