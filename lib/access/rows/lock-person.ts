import type { Tx } from "#lib/db/client.ts";

/**
 * Locks a person and their membership, which whoever signs holds: what they sign in with does not change between the
 * answer whether they may sign and their signature.
 */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM membership WHERE person_id = ${personId}::uuid FOR UPDATE`;
  await tx.$executeRaw`SELECT FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
}

/** Holds a person's membership as it is, as long as they use a function. */
export const holdMembership = (tx: Tx, personId: string): Promise<unknown> =>
  tx.$executeRaw`SELECT FROM membership WHERE person_id = ${personId}::uuid FOR SHARE`;
