import type { Tx } from "#lib/db/client.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";

/** For how long all factors, given once, carry the signatures of a sitting. */
export const SITTING_PROOF_MINUTES = 30;

type Proof = {
  readonly id: string;
  readonly sittingId: string;
  readonly purposes: readonly string[];
  readonly createdAt: Date;
  readonly endsAt: Date;
};

export async function keepSittingProof(
  tx: Tx,
  { id: personId, sessionId }: PersonCaller,
  { purposes, ...proof }: Proof,
): Promise<void> {
  await tx.sittingProof.create({
    data: { ...proof, purposes: [...purposes], personId, sessionId },
  });
}

/** Everything that this session signs with one factor now, since it gave all of them in a sitting. */
export async function purposesOfProofs(
  tx: Tx,
  { id: personId, sessionId }: PersonCaller,
  now: Date,
): Promise<string[]> {
  const proofs = await tx.sittingProof.findMany({
    where: { sessionId, personId, createdAt: { lte: now }, endsAt: { gt: now } },
  });
  return [...new Set(proofs.flatMap(({ purposes }) => purposes as string[]))];
}

/** The sitting for which this session gave all factors, where it did for exactly this purpose and its time is not over. */
export async function sittingOfProof(
  tx: Pick<Tx, "$queryRaw">,
  { id: personId, sessionId }: PersonCaller,
  purpose: string,
  now: Date,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ sitting: string }[]>`
    SELECT sitting_id::text AS sitting FROM sitting_proof
    WHERE session_id = ${sessionId}::uuid AND person_id = ${personId}::uuid AND ${purpose} = ANY (purposes)
      AND created_at <= ${now} AND ends_at > ${now}
    ORDER BY created_at DESC LIMIT 1`;
  return row?.sitting ?? null;
}
