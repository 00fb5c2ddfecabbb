import type { Tx } from "#lib/db/client.ts";

/** Ends whatever links of a person are open. A secret that still waits to be mailed is deleted. */
export async function revokeLinks(tx: Tx, personId: string, now: Date): Promise<void> {
  const open = await tx.$queryRaw<{ id: string }[]>`
    UPDATE credential_link SET revoked_at = ${now}
    WHERE person_id = ${personId}::uuid AND used_at IS NULL AND revoked_at IS NULL RETURNING id::text`;
  await tx.$executeRaw`
    UPDATE link_mail SET sealed = NULL WHERE link_id = ANY(${open.map(({ id }) => id)}::uuid[])`;
}
