import type { Tx } from "#lib/db/client.ts";

/** Until the end of the transaction, nobody else invites a person at this address. */
export const holdAddress = (tx: Tx, address: string): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`address/${address}`}, 7))`;
