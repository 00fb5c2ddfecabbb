import { IDENTITY_LEVELS, type Known, knownBy, NOBODY } from "#lib/access/identity-level.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { PRESENT_IDENTITY } from "./present-identity.ts";

/** The present identity, as a row has it. */
export type KnownRow = { readonly level: string; readonly accounts: readonly string[] };

export const knownOf = ({ level, accounts }: KnownRow): Known =>
  knownBy(oneOf(IDENTITY_LEVELS, level), accounts);

/** How this person is known now. */
export async function knownIdentity(tx: Tx, personId: string): Promise<Known> {
  const [row] = await tx.$queryRaw<KnownRow[]>`
    SELECT identity.level, identity.accounts FROM person JOIN ${PRESENT_IDENTITY} ON true
    WHERE person.id = ${personId}::uuid`;
  return row ? knownOf(row) : NOBODY;
}
