import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { type ApiAnswer, api, type Output, problemOf } from "./api.ts";

type Question = ApiAnswer<Output<"POST /session/step-up/challenge">>;

/** Answers the server's challenge with one of the reader's passkeys. */
export async function answerByPasskey(question: Promise<Question>) {
  const asked = await question;
  if (!asked.ok) return asked;
  const { challengeId, options } = asked.value;
  const answer = await byBrowser(() => startAuthentication({ optionsJSON: options }));
  if (!answer.ok) return answer;
  return { ok: true as const, value: { challengeId, answer: { ...answer.value, ...NO_EXTENSIONS } } };
}

/** Creates a passkey for this account in the browser. */
export async function makePasskey() {
  const asked = await api("POST /factors/challenge", { kind: "webauthn" });
  if (!asked.ok) return asked;
  const { challengeId, options } = asked.value;
  if (!options) return { ok: false as const, problem: problemOf(null) };
  const made = await byBrowser(() => startRegistration({ optionsJSON: options }));
  if (!made.ok) return made;
  return { ok: true as const, value: { challengeId, passkey: { ...made.value, ...NO_EXTENSIONS } } };
}

/** The server ignores what the browser's extensions add. */
const NO_EXTENSIONS = { clientExtensionResults: {} };

/** The result of the browser's own dialog. It says little on purpose: the reader may have closed it. */
async function byBrowser<T>(work: () => Promise<T>): Promise<ApiAnswer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const known = error instanceof Error && error.name === "InvalidStateError";
    const offered = typeof window !== "undefined" && "PublicKeyCredential" in window;
    return {
      ok: false,
      problem: {
        title: known ? "This device already has a passkey for this account." : "No passkey was used.",
        code: known ? "passkey-known" : "passkey-unused",
        kept: "Nothing was changed.",
        todo: offered
          ? "Try again and follow the browser's dialog, or choose another way."
          : "Passkeys need https or localhost and a browser that supports them. Choose another way.",
      },
    };
  }
}
