import { type ApiOutcome, api } from "./api.ts";
import { postDoor } from "./door.ts";
import { answerByPasskey, makePasskey } from "./passkey.ts";
import { type Presence, stepUp } from "./step-up.ts";

/** A key for an app, told once; the app shows it is there by its first code. */
export type NewApp = {
  readonly challengeId: string;
  readonly key: { readonly text: string; readonly uri: string };
};
type Codes = { readonly recoveryCodes: readonly string[] | null };

/** What a person does about their own second factor; each change needs a fresh proof. */
export const factorActions = {
  beginApp: () => postDoor<NewApp>("/factors/challenge", { kind: "totp" }),

  async addPasskey({ name, presence }: { name: string; presence: Presence }): Promise<ApiOutcome<Codes>> {
    const proof = await stepUp(presence, { act: "change-factors" });
    if (!proof.ok) return proof;
    const made = await makePasskey();
    if (!made.ok) return made;
    const { challengeId, passkey } = made.value;
    // What the browser adds beside is not read by the server.
    const given = { ...passkey, clientExtensionResults: {} };
    return api("POST /factors", { stepUpId: proof.value.stepUpId, challengeId, name, passkey: given });
  },

  addApp: ({ presence, ...app }: { name: string; challengeId: string; code: string; presence: Presence }) =>
    proven<Codes>(presence, (stepUpId) => api("POST /factors", { ...app, stepUpId })),

  rename: ({ presence, ...factor }: { factorId: string; name: string; presence: Presence }) =>
    proven(presence, (stepUpId) => api("PUT /factors/{factorId}", { ...factor, stepUpId })),

  remove: ({ presence, factorId }: { factorId: string; presence: Presence }) =>
    proven(presence, (stepUpId) => api("POST /factors/{factorId}/remove", { factorId, stepUpId })),

  renewCodes: ({ presence }: { presence: Presence }) =>
    proven<Codes>(presence, (stepUpId) => api("POST /factors/recovery-codes", { stepUpId })),
};

export type FactorActions = typeof factorActions;

/** The second step of signing in. */
export async function giveSecondFactor({ way, code, recoveryCode }: Presence): Promise<ApiOutcome<unknown>> {
  const path = "/session/second-step";
  if (way === "code") return postDoor(path, { code });
  if (way === "recovery") return postDoor(path, { recoveryCode });
  const passkey = await answerByPasskey(`${path}/challenge`, {});
  return passkey.ok ? postDoor(path, { passkey: passkey.value }) : passkey;
}

/** What an admin does about it: for somebody who lost theirs, or for the whole workspace. */
export const resetFactors = ({
  presence,
  ...input
}: {
  personId: string;
  reason: string;
  presence: Presence;
}) => proven(presence, (stepUpId) => api("POST /people/{personId}/factors/reset", { ...input, stepUpId }));

export const setFactorRule = ({ presence, rule }: { rule: "offered" | "required"; presence: Presence }) =>
  proven(presence, (stepUpId) => api("PUT /factor-rule", { rule, stepUpId }));

async function proven<T>(
  presence: Presence,
  act: (stepUpId: string) => Promise<ApiOutcome<T>>,
): Promise<ApiOutcome<T>> {
  const proof = await stepUp(presence, { act: "change-factors" });
  return proof.ok ? act(proof.value.stepUpId) : proof;
}
