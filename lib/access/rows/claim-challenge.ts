import { CHALLENGE_MINUTES_MAX } from "#lib/access/second-factor.ts";
import type { Tx } from "#lib/db/client.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The purpose of a challenge for a new factor. */
export const ENROL_PURPOSE = "enrol-factor";

/**
 * Claims the challenge that an answer belongs to: issued to this person in this session for this purpose, minutes ago,
 * and not yet answered. Of several concurrent answers, one claims it.
 */
export async function claimChallenge(
  tx: Pick<Tx, "$queryRaw">,
  { id: personId, sessionId }: PersonCaller,
  { id, purpose }: { id: string; purpose: string },
  now: Date,
): Promise<{ nonce: Bytes; sealedSecret: Bytes | null } | null> {
  const since = new Date(now.getTime() - CHALLENGE_MINUTES_MAX * MINUTE_MS);
  const [row] = await tx.$queryRaw<{ nonce: Bytes; sealedSecret: Bytes | null }[]>`
    UPDATE factor_challenge SET used_at = ${now}
    WHERE id = ${id}::uuid AND person_id = ${personId}::uuid AND session_id = ${sessionId}::uuid
      AND purpose = ${purpose} AND used_at IS NULL AND created_at >= ${since}
    RETURNING nonce, sealed_secret AS "sealedSecret"`;
  return row ?? null;
}
