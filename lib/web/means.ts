import { factorList } from "#lib/access/queries/factor-list.ts";
import type { FactorKind } from "#lib/access/second-factor.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/** What a person has besides their password, to show who they are. */
export const PASSWORD_ALONE = { passkey: false, code: false } as const;

/** What the reader can show who they are with. Where that cannot be read, the server asks for more if it must. */
export async function meansOf(caller: Caller): Promise<{ passkey: boolean; code: boolean }> {
  const answer = await look(database(), factorList, {}, { caller });
  return answer.ok ? meansIn(answer.value.factors) : PASSWORD_ALONE;
}

export function meansIn(factors: readonly { readonly kind: FactorKind }[]) {
  const has = (kind: FactorKind) => factors.some((factor) => factor.kind === kind);
  return { passkey: has("webauthn"), code: has("totp") };
}
