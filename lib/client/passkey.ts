import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import type { ApiOutcome } from "./api.ts";
import { postDoor } from "./door.ts";

type Question<Options> = { challengeId: string; options: Options };

/** Has the server ask, and one of the reader's passkeys answer. */
export async function answerByPasskey(path: string, about: unknown) {
  const asked = await postDoor<Question<PublicKeyCredentialRequestOptionsJSON>>(path, about);
  if (!asked.ok) return asked;
  const { challengeId, options } = asked.value;
  const answer = await byBrowser(() => startAuthentication({ optionsJSON: options }));
  return answer.ok ? { ok: true as const, value: { challengeId, answer: answer.value } } : answer;
}

/** Has the browser make a passkey for this account. */
export async function makePasskey() {
  const asked = await postDoor<Question<PublicKeyCredentialCreationOptionsJSON>>("/factors/challenge", {
    kind: "webauthn",
  });
  if (!asked.ok) return asked;
  const { challengeId, options } = asked.value;
  const made = await byBrowser(() => startRegistration({ optionsJSON: options }));
  return made.ok ? { ok: true as const, value: { challengeId, passkey: made.value } } : made;
}

/** What the browser's own window came to. It says little on purpose: the reader may have closed it. */
async function byBrowser<T>(work: () => Promise<T>): Promise<ApiOutcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const known = error instanceof Error && error.name === "InvalidStateError";
    const offered = typeof window !== "undefined" && "PublicKeyCredential" in window;
    return {
      ok: false,
      problem: {
        title: known ? "This device has a passkey for this account already." : "No passkey was used.",
        code: known ? "passkey-known" : "passkey-unused",
        kept: "Nothing was changed.",
        todo: offered
          ? "Try again and follow the browser's own window, or choose another way."
          : "Passkeys need https, or localhost, and a browser that knows them. Choose another way.",
      },
    };
  }
}
