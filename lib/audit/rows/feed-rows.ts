import { Prisma } from "#generated/prisma/client.ts";

/** An event as a subject's own page tells it, with what a person wrote beside it. */
export type FeedRow = {
  readonly uid: string;
  readonly index: bigint | null;
  readonly action: string;
  readonly at: Date;
  readonly actor: string | null;
  readonly data: unknown;
  readonly reason: string | null;
};

/** The columns of a `FeedRow`; see `feedEvents`. */
export const FEED = Prisma.sql`
  e.uid::text, l.idx AS index, e.action, e.occurred_at AS at, coalesce(p.name, t.name) AS actor,
  e.view -> 'data' AS data, d.body #>> '{}' AS reason`;

/** Events `e` with their leaf, their actor, and the erasable detail of one of these names. */
export const feedEvents = (written: readonly string[]): Prisma.Sql => Prisma.sql`
  audit_event e
  LEFT JOIN audit_leaf l ON l.event_id = e.id
  LEFT JOIN person p ON p.id::text = e.actor_id
  LEFT JOIN service_token t ON t.id::text = e.actor_id
  LEFT JOIN audit_detail d ON d.event_id = e.id AND d.name = ANY(${[...written]})`;

/** What every page shows of it alike. */
export const fed = ({ uid, index, action, at, actor }: FeedRow) => ({
  uid,
  index: index === null ? null : Number(index),
  action,
  at: at.toISOString(),
  actor: actor ?? "The system",
});
