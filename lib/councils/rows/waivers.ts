import type { Prisma } from "#generated/prisma/client.ts";
import type { Term, Waiver } from "#lib/councils/waiver.ts";
import { TERM_STATES } from "#lib/councils/waiver.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

const WITH_TERMS = { terms: { orderBy: { round: "asc" } } } satisfies Prisma.WaiverInclude;
type Row = Prisma.WaiverGetPayload<{ include: typeof WITH_TERMS }>;

export type KeptTerm = Term & {
  readonly reason: string;
  readonly digest: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
};

/** A waiver with its words, its terms and who signed them. */
export type KeptWaiver = Omit<Waiver, "terms"> & {
  readonly modelId: string;
  readonly gateTitle: string;
  readonly policy: number;
  readonly reason: string;
  readonly risk: string;
  readonly measures: string;
  readonly requestedBy: { readonly id: string; readonly name: string };
  readonly requestedAt: Date;
  readonly withdrawnBy: string | null;
  readonly terms: readonly KeptTerm[];
  readonly signatures: readonly KeptSignature[];
};

/** The waivers of these models, in order of number. */
export async function waiversOfModels(
  tx: Tx,
  modelIds: readonly string[],
): Promise<(modelId: string) => readonly KeptWaiver[]> {
  if (modelIds.length === 0) return () => [];
  const kept = await waiversWhere(tx, { modelId: { in: [...new Set(modelIds)] } });
  const byModel = Map.groupBy(kept, ({ modelId }) => modelId);
  return (modelId) => byModel.get(modelId) ?? [];
}

/** Those that a page asks for, in order of number. */
export async function waiversWhere(tx: Tx, where: Prisma.WaiverWhereInput): Promise<KeptWaiver[]> {
  const rows = await tx.waiver.findMany({ where, include: WITH_TERMS, orderBy: { number: "asc" } });
  if (rows.length === 0) return [];
  const signaturesIn = await signaturesOf(
    tx,
    "waiver",
    rows.map(({ id }) => id),
  );
  return rows.map((row) => keptOf(row, signaturesIn(row.id)));
}

function keptOf(row: Row, signatures: readonly KeptSignature[]): KeptWaiver {
  const { id, number, modelId, gateTitle, policy, reason, risk, measures, startsAt, withdrawnAt } = row;
  return {
    id,
    number,
    modelId,
    gateTitle,
    policy,
    reason,
    risk,
    measures,
    startsAt,
    withdrawnAt,
    gate: { id: row.gate, digest: row.gateDigest },
    scope: { pointer: row.pointerId, release: row.releaseId },
    tier: oneOf(TIERS, row.tier),
    seat: oneOf(FUNCTIONS, row.seat),
    requestedBy: { id: row.requestedById, name: row.requestedByName },
    requestedAt: row.requestedAt,
    withdrawnBy: row.withdrawnByName,
    terms: row.terms.map(termOf),
    signers: signatures.filter(({ decision }) => decision === "approve").map(({ signerId }) => signerId),
    signatures,
  };
}

const termOf = (row: Row["terms"][number]): KeptTerm => ({
  round: row.round,
  endsAt: row.endsAt,
  state: oneOf(TERM_STATES, row.state),
  reason: row.reason,
  digest: row.digest,
  askedBy: { id: row.askedById, name: row.askedByName },
  askedAt: row.askedAt,
  decidedAt: row.decidedAt,
});
