import { type ApiAnswer, api } from "./api.ts";
import { goToProvider } from "./provider-window.ts";
import { type Presence, provenAct, stepUp } from "./step-up.ts";

type Proven = { readonly presence: Presence };

/** Leaves for the provider, to bind the account there to the reader. */
export async function bindAccount({ presence }: Proven): Promise<ApiAnswer<undefined>> {
  const proof = await stepUp(presence, { act: "bind-identity" });
  if (!proof.ok) return proof;
  const { stepUpId } = proof.value;
  return goToProvider(() => api("POST /session/provider/binding", { stepUpId }));
}

/** Unbinds an account: the reader's own, or for a reason somebody else's. */
export const unbindAccount = ({
  presence,
  ...unbound
}: Proven & { readonly identityId: string; readonly reason?: string }): Promise<ApiAnswer<undefined>> =>
  provenAct(presence, { act: "unbind-identity", subject: unbound.identityId }, async (stepUpId) => {
    const answer = await api("POST /identities/{identityId}/unbind", { ...unbound, stepUpId });
    return answer.ok ? { ok: true, value: undefined } : answer;
  });
