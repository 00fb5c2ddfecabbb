import { TOKEN_PARTS, type TokenPart } from "#lib/access/token.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

/** A person who answers for an act, with the token it was done through. */
export type PersonBehind = {
  readonly personId: string;
  readonly personName: string;
  readonly token: string | null;
  readonly tokenPart: TokenPart | null;
};

/** Whose act this is: a person's own, or that of a token's issuer and of whoever is responsible for it now. */
export async function peopleBehind(tx: Tx, caller: Caller): Promise<PersonBehind[]> {
  if (caller.kind === "system") return [];
  if (caller.kind === "person")
    return [{ personId: caller.id, personName: caller.name, token: null, tokenPart: null }];
  const people = await tx.$queryRaw<{ personId: string; personName: string; tokenPart: string }[]>`
    SELECT person.id::text AS "personId", person.name AS "personName",
           CASE person.id WHEN token.created_by_id THEN 'issued' ELSE 'answers-for' END AS "tokenPart"
    FROM service_token token JOIN person ON person.id IN (token.created_by_id, token.responsible_id)
    WHERE token.id = ${caller.id}::uuid ORDER BY "tokenPart" DESC`;
  return people.map((person) => ({
    ...person,
    token: caller.name,
    tokenPart: oneOf(TOKEN_PARTS, person.tokenPart),
  }));
}
