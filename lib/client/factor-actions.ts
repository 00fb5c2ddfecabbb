import { type ApiAnswer, api, type Input, problemOf } from "./api.ts";
import { answerByPasskey, makePasskey } from "./passkey.ts";
import { type Presence, provenAct, stepUp } from "./step-up.ts";

/** An app's key, shown once; the app proves that it has the key with its first code. */
export type NewApp = {
  readonly challengeId: string;
  readonly key: { readonly text: string; readonly uri: string };
};
type Codes = { readonly recoveryCodes: readonly string[] | null };

/** A person's actions on their own second factor; each change needs a fresh proof. */
export const factorActions = {
  async beginApp(): Promise<ApiAnswer<NewApp>> {
    const asked = await api("POST /factors/challenge", { kind: "totp" });
    if (!asked.ok) return asked;
    const { challengeId, key } = asked.value;
    return key ? { ok: true, value: { challengeId, key } } : { ok: false, problem: problemOf(null) };
  },

  async addPasskey({ name, presence }: { name: string; presence: Presence }): Promise<ApiAnswer<Codes>> {
    const proof = await stepUp(presence, { act: "enrol-factor" });
    if (!proof.ok) return proof;
    const made = await makePasskey();
    if (!made.ok) return made;
    const { challengeId, passkey } = made.value;
    return api("POST /factors", { stepUpId: proof.value.stepUpId, challengeId, name, passkey });
  },

  addApp: ({ presence, ...app }: { name: string; challengeId: string; code: string; presence: Presence }) =>
    provenAct<Codes>(presence, { act: "enrol-factor" }, (stepUpId) =>
      api("POST /factors", { ...app, stepUpId }),
    ),

  rename: ({ presence, ...factor }: { factorId: string; name: string; presence: Presence }) =>
    provenAct(presence, { act: "rename-factor", subject: factor.factorId }, (stepUpId) =>
      api("PUT /factors/{factorId}", { ...factor, stepUpId }),
    ),

  remove: ({ presence, factorId }: { factorId: string; presence: Presence }) =>
    provenAct(presence, { act: "remove-factor", subject: factorId }, (stepUpId) =>
      api("POST /factors/{factorId}/remove", { factorId, stepUpId }),
    ),

  renewCodes: ({ presence }: { presence: Presence }) =>
    provenAct<Codes>(presence, { act: "renew-recovery" }, (stepUpId) =>
      api("POST /factors/recovery-codes", { stepUpId }),
    ),
};

export type FactorActions = typeof factorActions;

/** The second step of signing in. */
export async function giveSecondFactor({ way, code, recoveryCode }: Presence): Promise<ApiAnswer<unknown>> {
  const give = (proof: Input<"POST /session/second-step">) => api("POST /session/second-step", proof);
  if (way === "code") return give({ code });
  if (way === "recovery") return give({ recoveryCode });
  const passkey = await answerByPasskey(api("POST /session/second-step/challenge", {}));
  return passkey.ok ? give({ passkey: passkey.value }) : passkey;
}

/** What an admin decides about second factors for the whole workspace. */
export const setFactorRule = ({ presence, rule }: { rule: "offered" | "required"; presence: Presence }) =>
  provenAct(presence, { act: "set-factor-rule", subject: rule }, (stepUpId) =>
    api("PUT /factor-rule", { rule, stepUpId }),
  );

/** Has a link to a new password mailed to the reader. */
export const mailOwnLink = ({ presence }: { presence: Presence }) =>
  provenAct(presence, { act: "mail-link" }, (stepUpId) => api("POST /account/mailed-link", { stepUpId }));
