import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { MESSAGE_KINDS, type MessageKind } from "#lib/overview/message.ts";
import type { InboxItem, InboxView } from "#lib/overview/views/inbox.ts";

/** The messages of one person, and never of another. */
type Mine = {
  readonly personId: string;
  /** What waits for them now, by key: whatever asked for something else is over. */
  readonly keys: readonly string[];
  readonly now: Date;
};

/** Neither marked as done nor over. On `message`. */
const isOpen = (keys: readonly string[]): Prisma.Sql =>
  Prisma.sql`(message.done_at IS NULL AND (NOT message.asks OR message.topic = ANY (${[...keys]}::text[])))`;

type Filter = {
  readonly show: "open" | "done";
  readonly unread?: "yes" | undefined;
  readonly kind?: MessageKind | undefined;
  readonly model?: string | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

type Row = Omit<InboxItem, "kind" | "dueAt" | "toldAt"> & { kind: string; dueAt: Date | null; toldAt: Date };

/** Open ones by deadline, then newest first; done ones newest first. */
export async function inboxMessages(
  tx: Tx,
  { personId, keys }: Mine,
  filter: Filter,
): Promise<Pick<InboxView, "items" | "nextCursor">> {
  const open = isOpen(keys);
  const byDeadline = filter.show === "open";
  const rows = await tx.$queryRaw<Row[]>`
    SELECT message.id::text, message.kind, message.title, message.sentence, message.href, message.model,
           person.name AS by, message.urgent, message.due_at AS "dueAt", message.told_at AS "toldAt",
           message.read_at IS NULL AS unread, NOT ${open} AS done
    FROM inbox_message message LEFT JOIN person ON person.id::text = message.actor_id
    WHERE message.person_id = ${personId}::uuid AND ${byDeadline ? open : Prisma.sql`NOT ${open}`}
      AND ${Prisma.join(conditions(filter), " AND ")} AND ${after(filter)}
    ORDER BY ${byDeadline ? Prisma.sql`${DUE}, message.id DESC` : Prisma.sql`message.id DESC`}
    LIMIT ${filter.limit + 1}`;
  const items = rows.slice(0, filter.limit).map(itemOf);
  const last = rows.length > filter.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? `${last.dueAt ?? ""}_${last.id}` : null };
}

const itemOf = ({ kind, dueAt, toldAt, ...row }: Row): InboxItem => ({
  ...row,
  kind: oneOf(MESSAGE_KINDS, kind),
  dueAt: dueAt?.toISOString() ?? null,
  toldAt: toldAt.toISOString(),
});

/** Without a deadline, after all others. */
const DUE = Prisma.sql`coalesce(message.due_at, '9999-01-01'::timestamptz)`;
const CURSOR = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)?_([0-9a-f-]{36})$/;

function after({ show, cursor }: Filter): Prisma.Sql {
  const [, dueAt, id] = CURSOR.exec(cursor ?? "") ?? [];
  if (id === undefined) return Prisma.sql`true`;
  if (show === "done") return Prisma.sql`message.id < ${id}::uuid`;
  const due = Prisma.sql`${dueAt ?? "9999-01-01T00:00:00.000Z"}::timestamptz`;
  return Prisma.sql`(${DUE} > ${due} OR (${DUE} = ${due} AND message.id < ${id}::uuid))`;
}

function conditions({ unread, kind, model, q }: Filter): Prisma.Sql[] {
  const found = [Prisma.sql`true`];
  if (unread) found.push(Prisma.sql`message.read_at IS NULL`);
  if (kind) found.push(Prisma.sql`message.kind = ${kind}`);
  if (model) found.push(Prisma.sql`message.model = ${model}`);
  if (q) {
    const pattern = containsPattern(q);
    found.push(
      Prisma.sql`(message.title ILIKE ${pattern} OR message.sentence ILIKE ${pattern} OR person.name ILIKE ${pattern})`,
    );
  }
  return found;
}

type Counted = { kind: string; count: number; unread: number; overdue: number };

/** How many open messages there are, by kind. */
export async function inboxCounts(tx: Tx, { personId, keys, now }: Mine): Promise<InboxView["counts"]> {
  const rows = await tx.$queryRaw<Counted[]>`
    SELECT kind, count(*)::int, (count(*) FILTER (WHERE read_at IS NULL))::int AS unread,
           (count(*) FILTER (WHERE due_at <= ${now}::timestamptz))::int AS overdue
    FROM inbox_message message WHERE person_id = ${personId}::uuid AND ${isOpen(keys)} GROUP BY kind`;
  const sum = (of: "count" | "unread" | "overdue") => rows.reduce((total, row) => total + row[of], 0);
  const counted = new Map(rows.map(({ kind, count }) => [kind, count]));
  return {
    open: sum("count"),
    unread: sum("unread"),
    overdue: sum("overdue"),
    kinds: MESSAGE_KINDS.flatMap((kind) => {
      const count = counted.get(kind);
      return count ? [{ kind, count }] : [];
    }),
  };
}

/** The models of a person's messages, by name. */
export const inboxModels = async (tx: Tx, personId: string): Promise<string[]> =>
  (
    await tx.$queryRaw<{ model: string }[]>`
      SELECT DISTINCT model FROM inbox_message
      WHERE person_id = ${personId}::uuid AND model IS NOT NULL ORDER BY model LIMIT 100`
  ).map(({ model }) => model);

/** How many open messages the person has not read. */
export async function unreadMessages(tx: Tx, { personId, keys }: Omit<Mine, "now">): Promise<number> {
  const [row] = await tx.$queryRaw<{ unread: number }[]>`
    SELECT count(*)::int AS unread FROM inbox_message message
    WHERE person_id = ${personId}::uuid AND done_at IS NULL AND read_at IS NULL AND ${isOpen(keys)}`;
  return row?.unread ?? 0;
}
