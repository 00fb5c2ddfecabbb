import { z } from "zod";
import { askNewApp, askNewPasskey, askPasskey } from "#lib/access/admission/factor-challenge.ts";
import { giveSecondFactor, SIGN_IN_PURPOSE } from "#lib/access/admission/give-second-factor.ts";
import type { FactorProof } from "#lib/access/admission/verify-factor.ts";
import { FACTOR_KINDS, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import type { assertionOptions, registrationOptions } from "#lib/crypto/passkey.ts";
import { databaseNow } from "#lib/db/clock.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { factorProof, presenceSubject, subjectOf } from "./presence.ts";

/** WebAuthn's own options, for `navigator.credentials`; made by its library, so described and not checked. */
const webAuthn = <Options>() =>
  z.custom<Options>().meta({
    type: "object",
    required: ["challenge"],
    properties: { challenge: { type: "string" } },
  });
const passkeyQuestion = z.object({
  challengeId: z.string(),
  options: webAuthn<Awaited<ReturnType<typeof assertionOptions>>>(),
});
const newFactorAnswer = z.object({
  challengeId: z.string(),
  options: webAuthn<Awaited<ReturnType<typeof registrationOptions>>>().optional(),
  key: z.object({ text: z.string(), uri: z.string() }).optional(),
});
const secondStepInput = z.strictObject(factorProof);

const signInChallenge = defineEndpoint({
  name: "second-step-challenge",
  summary: "Request a passkey challenge at sign-in",
  description: "Returns the options for the browser's `navigator.credentials.get`.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/second-step/challenge",
  who: { person: "half" },
  input: z.strictObject({}),
  answers: answersJson(passkeyQuestion),
  handle:
    ({ db }) =>
    async ({ caller }) =>
      askPasskey(db, caller, SIGN_IN_PURPOSE, await databaseNow(db)),
});

const secondStep = defineEndpoint({
  name: "second-step",
  summary: "Complete a sign-in with the second factor",
  description: "Takes a passkey's answer, a one-time code or a recovery code. Throttled like the password.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/second-step",
  who: { person: "half" },
  input: secondStepInput,
  answers: answersJson(z.object({ method: z.string() })),
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const proof = proofOf(input);
      return proof ? giveSecondFactor(db, caller, proof, await databaseNow(db)) : nothingGiven;
    },
});

const stepUpChallenge = defineEndpoint({
  name: "step-up-challenge",
  summary: "Request a passkey challenge for one act over one digest",
  description: "The passkey signs SHA-256 over the act, the digest and a random number of the server.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/step-up/challenge",
  who: { person: "whole" },
  input: z.strictObject(presenceSubject),
  answers: answersJson(passkeyQuestion),
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const subject = subjectOf(caller, input);
      if (!subject.ok) return subject;
      return askPasskey(db, caller, stepUpPurpose(input.act, subject.value), await databaseNow(db));
    },
});

const newFactorChallenge = defineEndpoint({
  name: "new-factor-challenge",
  summary: "Start adding a second factor",
  description:
    "Returns the options for `navigator.credentials.create`, or the key for an authenticator app, shown only once.",
  tag: "session",
  method: "POST",
  path: "/api/v1/factors/challenge",
  who: { person: "half" },
  input: z.strictObject({ kind: z.enum(FACTOR_KINDS) }),
  answers: answersJson(newFactorAnswer),
  handle:
    ({ db }) =>
    async ({ caller, input: { kind } }) => {
      if (caller.lacks === "give") return secondFactorNeeded(caller.lacks);
      const now = await databaseNow(db);
      return kind === "webauthn" ? askNewPasskey(db, caller, now) : askNewApp(db, caller, now);
    },
});

/** Challenges for a person's factors, and the second step of signing in. */
export const secondFactorEndpoints = [
  signInChallenge,
  secondStep,
  stepUpChallenge,
  newFactorChallenge,
] as const;

/** The proof that was given; a passkey takes precedence over a code. */
function proofOf({ passkey, code, recoveryCode }: z.output<typeof secondStepInput>): FactorProof | null {
  if (passkey) return { passkey };
  if (code) return { code };
  return recoveryCode ? { recoveryCode } : null;
}

const nothingGiven = refuse(
  "invalid",
  "invalid-input",
  "Give a passkey's answer, a code, or a recovery code.",
  {
    field: "code",
  },
);
