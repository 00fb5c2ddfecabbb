import type { ApiOutcome } from "./api.ts";
import { postDoor } from "./door.ts";
import { answerByPasskey } from "./passkey.ts";

/** How the reader shows once more who they are. */
export type Presence = {
  readonly way: "passkey" | "code" | "recovery" | "password";
  readonly password: string;
  readonly code: string;
  readonly recoveryCode: string;
};

type Subject =
  | { readonly act: "cast-verdict" | "sign-policy"; readonly subjectDigest: string }
  | { readonly act: "change-factors" };

/** Proves once more who is there, for one act over one digest. The proof is spent by it. */
export async function stepUp(
  { way, password, code, recoveryCode }: Presence,
  subject: Subject,
): Promise<ApiOutcome<{ stepUpId: string }>> {
  const prove = (proof: object) =>
    postDoor<{ stepUpId: string }>("/session/step-up", { ...subject, ...proof });
  if (way === "code") return prove({ password, code });
  if (way === "recovery") return prove({ password, recoveryCode });
  if (way === "password") return prove({ password });
  const passkey = await answerByPasskey("/session/step-up/challenge", subject);
  return passkey.ok ? prove({ passkey: passkey.value }) : passkey;
}
