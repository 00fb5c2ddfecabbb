import { type ApiAnswer, api } from "./api.ts";
import { goToProvider } from "./provider-window.ts";
import { type Presence, stepUp } from "./step-up.ts";

type Proven = { readonly presence: Presence };

/** Leaves for the provider, to bind the account there to the reader. */
export async function bindAccount({ presence }: Proven): Promise<ApiAnswer<undefined>> {
  const proof = await stepUp(presence, { act: "change-factors" });
  if (!proof.ok) return proof;
  const { stepUpId } = proof.value;
  return goToProvider(() => api("POST /session/provider/binding", { stepUpId }));
}

/** Ends what the reader bound. */
export async function unbindAccount({
  presence,
  identityId,
}: Proven & { identityId: string }): Promise<ApiAnswer<undefined>> {
  const proof = await stepUp(presence, { act: "change-factors" });
  if (!proof.ok) return proof;
  const { stepUpId } = proof.value;
  const unbound = await api("POST /identities/{identityId}/unbind", { identityId, stepUpId });
  return unbound.ok ? { ok: true, value: undefined } : unbound;
}
