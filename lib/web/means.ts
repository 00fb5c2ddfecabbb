import { type Means, meansIn, PASSWORD_ALONE } from "#lib/access/means.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { providerSetting } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/** The reader's means to prove their presence. If they cannot be read, the server asks for more when it must. */
export async function meansOf(caller: Caller): Promise<Means> {
  const asked = { own: ask(factorList, {}), accounts: ask(identityList, {}) };
  const { own, accounts } = await lookAtAll(database(), asked, { caller });
  if (!own.ok) return PASSWORD_ALONE;
  const provider = providerSetting();
  const isBound = accounts.ok && accounts.value.identities.some(({ issuer }) => issuer === provider?.issuer);
  return meansIn(own.value.factors, isBound ? provider?.name : undefined);
}
