import { type Means, meansIn, PASSWORD_ALONE } from "#lib/access/means.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { identityList } from "#lib/access/queries/identity-list.ts";
import { type StepUpAct, stepUpPurpose } from "#lib/access/step-up.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { providerSetting } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/** What a proof is for. */
type Over = { readonly act: StepUpAct; readonly digest: string };

/**
 * The reader's means to prove their presence, for an act over a digest where it is known. If they cannot be read, the server
 * asks for more when it must.
 */
export async function meansOf(caller: Caller, over?: Over): Promise<Means> {
  const asked = { own: ask(factorList, {}), accounts: ask(identityList, {}) };
  const { own, accounts } = await lookAtAll(database(), asked, { caller });
  if (!own.ok) return PASSWORD_ALONE;
  const provider = providerSetting();
  const isBound = accounts.ok && accounts.value.identities.some(({ issuer }) => issuer === provider?.issuer);
  const means = meansIn(own.value.factors, isBound ? provider?.name : undefined);
  const vouched = over && own.value.oneFactorFor.includes(stepUpPurpose(over.act, over.digest));
  return vouched ? { ...means, oneFactor: true } : means;
}
