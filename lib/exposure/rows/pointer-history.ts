import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { PointerHistory, PointerMove } from "#lib/exposure/views/pointer-history.ts";
import { percentOfWeight } from "./live-on-pointers.ts";

/** The most moves shown per pointer. Older ones are counted; a query for a moment finds them. */
export const HISTORY_MAX = 500;

/** From one moment to another, both included; without an end, the moment alone. */
export type AskedSpan = { readonly at?: Date | undefined; readonly until?: Date | undefined };

/** Every pointer of a model with its history, and what each served in a span. */
export async function pointerHistories(
  tx: Tx,
  modelId: string,
  span: AskedSpan = {},
): Promise<PointerHistory[]> {
  const pointers = await tx.$queryRaw<Counted[]>`
    SELECT pointer.id::text, pointer.name, pointer.created_at AS "createdAt",
           f.created_at AS since, f.created_by_name AS "offBy", f.reason,
           (SELECT count(*)::int FROM exposure WHERE pointer_id = pointer.id) AS count
    FROM pointer LEFT JOIN freeze_window f ON f.ended_at IS NULL
      AND f.terms -> 'window' ->> 'kind' = 'off' AND f.terms -> 'window' ->> 'pointer' = pointer.id::text
    WHERE model_id = ${modelId}::uuid ORDER BY pointer.name`;
  return Promise.all(pointers.map((pointer) => historyOf(tx, pointer, span)));
}

type Counted = { id: string; name: string; createdAt: Date; count: number } & Off;
type Off = { since: Date; offBy: string; reason: string } | { since: null };

async function historyOf(
  tx: Tx,
  { id, name, createdAt, count, ...off }: Counted,
  span: AskedSpan,
): Promise<PointerHistory> {
  const { at } = span;
  const inSpan = within(span);
  const [moves, asked, served] = await Promise.all([
    movesOf(tx, id, Prisma.sql`true`, HISTORY_MAX),
    at ? movesOf(tx, id, Prisma.sql`move.at <= ${at}`, 1) : [],
    inSpan && movesOf(tx, id, inSpan, HISTORY_MAX),
  ]);
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    off: off.since && { since: off.since.toISOString(), by: off.offBy, reason: off.reason },
    moves,
    older: count - moves.length,
    asked: asked[0] ?? null,
    served,
  };
}

function within({ at, until }: AskedSpan): Prisma.Sql | null {
  const last = until ?? at;
  if (!last) return null;
  const begun = Prisma.sql`move.at <= ${last}`;
  return at
    ? Prisma.sql`${begun} AND (move.until IS NULL OR move.until > ${at}) AND ${at} <= ${last}`
    : begun;
}

async function movesOf(tx: Tx, pointerId: string, where: Prisma.Sql, limit: number): Promise<PointerMove[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT move.id::text, move.at, move.until, move.kind, base.number AS base, candidate.number AS candidate,
           move.candidate_weight AS "candidateWeight", move.holdout_weight AS "holdoutWeight", move.reason,
           move.rollout_id::text AS "rolloutId"
    FROM (SELECT *, lead(at) OVER (ORDER BY sequence) AS until FROM exposure WHERE pointer_id = ${pointerId}::uuid) move
    JOIN model_version base ON base.id = move.base_version_id
    LEFT JOIN model_version candidate ON candidate.id = move.candidate_id
    WHERE ${where} ORDER BY move.sequence DESC LIMIT ${limit}`;
  return rows.map(({ candidateWeight, holdoutWeight, at, until, ...row }) => ({
    ...row,
    at: at.toISOString(),
    until: until?.toISOString() ?? null,
    candidatePercent: percentOfWeight(candidateWeight),
    holdoutPercent: percentOfWeight(holdoutWeight),
  }));
}

type Row = Omit<PointerMove, "at" | "until" | "candidatePercent" | "holdoutPercent"> & {
  at: Date;
  until: Date | null;
  candidateWeight: number;
  holdoutWeight: number;
};
