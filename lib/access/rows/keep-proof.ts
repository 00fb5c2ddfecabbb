import { v7 as uuidv7 } from "uuid";
import type { ProofMethod } from "#lib/access/second-factor.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import type { Database } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";

/** How somebody proved their presence. */
export type Proven = {
  readonly method: ProofMethod;
  readonly passkey?: PasskeyProof;
  /** The account at a provider through which they did. */
  readonly identityId?: string;
  /** The sitting in which all factors had been given before. */
  readonly sittingId?: string;
};

/** Keeps a fresh proof of presence for one purpose, for the act that spends it. */
export async function keepProof(
  db: Database,
  { id: personId, sessionId }: PersonCaller,
  { purpose, method, passkey, identityId, sittingId }: Proven & { purpose: string },
  now: Date,
): Promise<string> {
  const id = uuidv7();
  const how = {
    method,
    ...(identityId ? { identityId } : {}),
    ...(sittingId ? { sittingId } : {}),
    ...(passkey ? { passkey: asJson(passkey) } : {}),
  };
  await db.prisma.stepUp.create({ data: { id, sessionId, personId, purpose, createdAt: now, ...how } });
  return id;
}
