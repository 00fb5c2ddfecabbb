import type { Loosening as LooseningRow, Stop as StopRow } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Freeze, type FreezeTerms, freezeTerms } from "#lib/policy/freeze.ts";
import { freezeStream } from "#lib/policy/freeze-events.ts";
import { LOOSENINGS, type Loosening } from "#lib/policy/loosening.ts";
import { isOpenStop } from "#lib/policy/stop.ts";

/** Serialises what changes freezes with whatever starts or goes further. */
export const lockFreezes = (tx: Tx, workspaceId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${freezeStream(workspaceId)}, 2))`;

/** Keeps the freezes as they are until what started or went further has committed. Any number may hold them. */
export const holdFreezes = (tx: Tx, workspaceId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${freezeStream(workspaceId)}, 2))`;

type Row = { id: string; name: string; terms: FreezeTerms; excepted: string[] };

/** Those that nobody ended, with the releases that pass each. */
export async function standingFreezes(tx: Tx): Promise<Freeze[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT f.id::text, f.name, f.terms, ARRAY(
      SELECT l.release_id::text FROM loosening l WHERE l.freeze_id = f.id AND l.kind = 'except' AND l.confirmed_at IS NOT NULL
    ) AS excepted
    FROM freeze_window f WHERE f.ended_at IS NULL ORDER BY f.id`;
  return rows.map(({ terms, ...freeze }) => ({ ...freeze, ...freezeTerms.parse(terms), endedAt: null }));
}

type NewFreeze = {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  readonly terms: FreezeTerms;
};
type Making = { readonly caller: Caller; readonly now: Date };

/** Stores a freeze as its event says it, made by the caller. */
export async function storeFreeze(
  tx: Tx,
  { terms, ...freeze }: NewFreeze,
  { caller, now }: Making,
): Promise<void> {
  const by = { createdById: caller.id, createdByName: caller.name, createdAt: now };
  await tx.freeze.create({
    data: { ...freeze, workspaceId: caller.workspaceId, terms: asJson(terms), ...by },
  });
}

/** The freeze by which a pointer is off; null where it is on. */
export async function offBy(tx: Tx, pointerId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM freeze_window
    WHERE ended_at IS NULL AND terms -> 'window' ->> 'kind' = 'off' AND terms -> 'window' ->> 'pointer' = ${pointerId}`;
  return rows[0]?.id ?? null;
}

/** The request to stop all rollouts that may still be confirmed; null where none may. */
export async function openStop(tx: Tx, now: Date): Promise<StopRow | null> {
  const newest = await tx.stop.findFirst({ where: { confirmedAt: null }, orderBy: { askedAt: "desc" } });
  return newest && isOpenStop(newest, now) ? newest : null;
}

/** The stop of all rollouts that is in force; null where none is. */
export async function standingStop(tx: Tx): Promise<StandingStop | null> {
  const rows = await tx.$queryRaw<StandingStop[]>`
    SELECT f.id::text, f.reason, f.created_at AS since, s.asked_by_name AS "askedBy", s.confirmed_by_name AS "confirmedBy"
    FROM freeze_window f JOIN stop s ON s.id = f.id
    WHERE f.ended_at IS NULL AND f.terms -> 'window' ->> 'kind' = 'stop'`;
  return rows[0] ?? null;
}

export type StandingStop = {
  readonly id: string;
  readonly reason: string;
  readonly since: Date;
  readonly askedBy: string;
  readonly confirmedBy: string;
};

type Stored = LooseningRow & {
  readonly freeze: { readonly endedAt: Date | null; readonly terms: unknown };
};

export type KeptLoosening = Loosening & {
  readonly id: string;
  readonly freezeId: string;
  readonly freezeEndedAt: Date | null;
  readonly window: FreezeTerms["window"];
  readonly releaseId: string | null;
  readonly releaseNumber: number | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly confirmedBy: string | null;
};

/** Those of these freezes, newest first. */
export async function looseningsOf(tx: Tx, freezeIds: readonly string[]): Promise<KeptLoosening[]> {
  const rows = await tx.loosening.findMany({
    where: { freezeId: { in: [...freezeIds] } },
    orderBy: { id: "desc" },
    include: WITH_FREEZE,
  });
  return rows.map(looseningOf);
}

export async function looseningById(tx: Tx, id: string): Promise<KeptLoosening | null> {
  const row = await tx.loosening.findUnique({ where: { id }, include: WITH_FREEZE });
  return row && looseningOf(row);
}

const WITH_FREEZE = { freeze: { select: { endedAt: true, terms: true } } } as const;

const looseningOf = ({ freeze, ...row }: Stored): KeptLoosening => ({
  id: row.id,
  freezeId: row.freezeId,
  freezeEndedAt: freeze.endedAt,
  window: freezeTerms.parse(freeze.terms).window,
  kind: oneOf(LOOSENINGS, row.kind),
  releaseId: row.releaseId,
  releaseNumber: row.releaseNumber,
  reason: row.reason,
  proposedById: row.proposedById,
  proposedBy: row.proposedByName,
  proposedAt: row.proposedAt,
  confirmedBy: row.confirmedByName,
  confirmedAt: row.confirmedAt,
});
