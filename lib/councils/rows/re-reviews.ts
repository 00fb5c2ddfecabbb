import { Prisma } from "#generated/prisma/client.ts";
import {
  type CauseTold,
  REVIEW_STATES,
  type ReReview,
  type ReviewState,
  type ReviewSubject,
  type ReviewTerms,
} from "#lib/councils/re-review.ts";
import type { Holding } from "#lib/councils/re-review-rules.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

/** A re-review with its causes and who signed it. */
export type KeptReview = ReReview & {
  readonly modelName: string;
  readonly ownerId: string;
  readonly state: ReviewState;
  readonly digest: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly signatures: readonly KeptSignature[];
};

type Row = Omit<KeptReview, "state" | "dueAt" | "signatures"> & {
  readonly state: string;
  readonly dueAt: Date;
  readonly terms: ReviewTerms;
  readonly subject: ReviewSubject;
  readonly causes: readonly CauseTold[];
};

const COLUMNS = Prisma.sql`
  r.id::text, r.number, r.model_id::text AS model, model.name AS "modelName", model.owner_id::text AS "ownerId",
  r.terms, r.subject, r.causes, r.due_at AS "dueAt", r.digest, r.opened_at AS "openedAt", r.state, r.ended_at AS "endedAt"`;

/** Those that a page or a command asks for, newest first. */
export async function reviewsWhere(tx: Tx, where: Prisma.Sql, take = 1000): Promise<KeptReview[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM re_review r JOIN model ON model.id = r.model_id
    WHERE ${where} ORDER BY r.number DESC LIMIT ${take}`;
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const signaturesIn = await signaturesOf(tx, "re-review", ids);
  return rows.map((row) => ({
    ...row,
    state: oneOf(REVIEW_STATES, row.state),
    dueAt: row.dueAt.toISOString(),
    signatures: signaturesIn(row.id),
  }));
}

/** Found not fit, and no later re-review of the same found otherwise. */
export const UNFIT_STANDS = Prisma.sql`
  r.state = 'unfit' AND NOT EXISTS (
    SELECT FROM re_review later WHERE later.release_id = r.release_id AND later.number > r.number
      AND later.state IN ('fit', 'unfit'))`;

/** The open one of what is live on a pointer. */
export async function openReviewOn(tx: Tx, pointerId: string): Promise<KeptReview | null> {
  const [found] = await reviewsWhere(tx, Prisma.sql`r.pointer_id = ${pointerId}::uuid AND r.state = 'open'`);
  return found ?? null;
}

/**
 * What holds releases of these models back, by model: re-reviews that are open, and those that found what is still live not
 * fit, unless a later one of the same found it fit.
 */
export async function reviewsHolding(
  tx: Tx,
  modelIds: readonly string[],
): Promise<(modelId: string) => readonly Holding[]> {
  const rows = await tx.$queryRaw<(Omit<Holding, "state" | "overdue"> & Kept)[]>`
    SELECT r.number, r.pointer_id::text AS "pointerId", r.release_id::text AS release, r.model_id::text AS "modelId",
           r.state, r.terms, r.due_at AS "dueAt", r.ended_at AS "endedAt"
    FROM re_review r JOIN release live ON live.id = r.release_id
    WHERE r.model_id = ANY (${[...new Set(modelIds)]}::uuid[]) AND live.state = 'released'
      AND (r.state = 'open' OR (${UNFIT_STANDS}))
    ORDER BY r.number`;
  const byModel = Map.groupBy(rows, ({ modelId }) => modelId);
  return (modelId) =>
    (byModel.get(modelId) ?? []).map(({ terms, modelId: _, state, ...row }) => ({
      ...row,
      state: oneOf(["open", "unfit"], state),
      overdue: terms.overdue,
    }));
}

type Kept = { readonly modelId: string; readonly state: string; readonly terms: ReviewTerms };
