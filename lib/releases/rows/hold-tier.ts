import type { Tx } from "#lib/db/client.ts";

/** Keeps the tier and the waivers of a release's model as they are until whoever decides over it has committed. */
export const holdTierOf = (tx: Tx, number: number): Promise<unknown> =>
  tx.$executeRaw`
    SELECT id FROM model WHERE id = (SELECT model_id FROM release WHERE number = ${number}) FOR SHARE`;
