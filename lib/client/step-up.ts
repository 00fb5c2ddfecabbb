import type { Digest } from "#lib/kernel/digest.ts";
import { type ApiAnswer, api, type Input, type Output } from "./api.ts";
import { answerByPasskey } from "./passkey.ts";
import { proveInWindow } from "./provider-window.ts";

/** The reader's proof of presence. */
export type Presence = {
  readonly way: "passkey" | "code" | "recovery" | "password" | "provider";
  readonly password: string;
  readonly code: string;
  readonly recoveryCode: string;
};

type StepUp = Input<"POST /session/step-up">;
type Proof = Pick<StepUp, "password" | "code" | "recoveryCode" | "passkey">;
export type ProvenSubject = Pick<StepUp, "act"> & {
  readonly subjectDigest?: string;
  readonly subject?: string;
};

/** Proves the reader's presence for one act over one digest or on one subject. The act spends the proof. */
export async function stepUp(
  { way, password, code, recoveryCode }: Presence,
  { subjectDigest, ...asked }: ProvenSubject,
): Promise<ApiAnswer<Output<"POST /session/step-up">>> {
  // The server checks that it is a digest.
  const subject = subjectDigest ? { ...asked, subjectDigest: subjectDigest as Digest } : asked;
  const prove = (proof: Proof) => api("POST /session/step-up", { ...subject, ...proof });
  if (way === "code") return prove({ ...(password ? { password } : {}), code });
  if (way === "recovery") return prove({ password, recoveryCode });
  if (way === "password") return prove({ password });
  if (way === "provider")
    return proveInWindow(() =>
      api("POST /session/provider/step-up", { ...subject, ...(code ? { code } : {}) }),
    );
  const passkey = await answerByPasskey(api("POST /session/step-up/challenge", subject));
  return passkey.ok ? prove({ passkey: passkey.value }) : passkey;
}

/** Proves the reader's presence, then acts with the proof. */
export async function provenAct<T>(
  presence: Presence,
  subject: ProvenSubject,
  act: (stepUpId: string) => Promise<ApiAnswer<T>>,
): Promise<ApiAnswer<T>> {
  const proof = await stepUp(presence, subject);
  return proof.ok ? act(proof.value.stepUpId) : proof;
}
