import { createHash, randomBytes } from "node:crypto";
import { RECOVERY_CODES, recoveryCodeShown } from "#lib/access/second-factor.ts";
import type { Tx } from "#lib/db/client.ts";

export type RecoverySecret = { readonly shown: string; readonly hash: Uint8Array<ArrayBuffer> };

/** Codes of 128 bits, shown once; only their hashes are stored. */
export const newRecoveryCodes = (): RecoverySecret[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const hex = randomBytes(16).toString("hex");
    return { shown: recoveryCodeShown(hex), hash: hashRecoveryCode(hex) };
  });

/** 128 bits cannot be guessed, so one round of SHA-256 is enough to store them. */
export const hashRecoveryCode = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(text).digest());

type Kept = { personId: string; codes: readonly RecoverySecret[]; now: Date; newId: () => string };

/** Replaces the previous codes, which become invalid. */
export async function storeRecoveryCodes(tx: Tx, { personId, codes, now, newId }: Kept): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { personId } });
  await tx.recoveryCode.createMany({
    data: codes.map(({ hash }) => ({ id: newId(), personId, hash, createdAt: now })),
  });
}
