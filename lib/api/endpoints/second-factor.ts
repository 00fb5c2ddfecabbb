import { z } from "zod";
import { askNewApp, askNewPasskey, askPasskey } from "#lib/access/admission/factor-challenge.ts";
import { giveSecondFactor, SIGN_IN_PURPOSE } from "#lib/access/admission/give-second-factor.ts";
import type { FactorProof } from "#lib/access/admission/verify-factor.ts";
import { FACTOR_KINDS, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { type ApiContext, guarded } from "#lib/api/handle.ts";
import { readJson } from "#lib/api/read-input.ts";
import { parseInput } from "#lib/command/parse.ts";
import { databaseNow } from "#lib/db/clock.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { factorProof, presenceSubject, subjectOf } from "./presence.ts";

export const secondStepInput = z.strictObject(factorProof);
export const secondStepOutput = z.object({ method: z.string() });
export const stepUpQuestion = z.strictObject(presenceSubject);
export const newFactorQuestion = z.strictObject({ kind: z.enum(FACTOR_KINDS) });
/** WebAuthn's own options, for `navigator.credentials`. */
export const passkeyQuestion = z.object({
  challengeId: z.string(),
  options: z.looseObject({ challenge: z.string() }),
});
export const newFactorAnswer = z.object({
  challengeId: z.string(),
  options: z.looseObject({ challenge: z.string() }).optional(),
  key: z.object({ text: z.string(), uri: z.string() }).optional(),
});

type Person = Extract<Caller, { kind: "person" }>;

/** Questions put to a person's factor, and the second step of signing in. */
export function secondFactorDoors(app: Api, parts: ApiParts): void {
  const post = <S extends z.ZodType>(
    path: string,
    schema: S,
    work: (caller: Person, input: z.output<S>, context: ApiContext) => Promise<Result<unknown, Refusal>>,
  ) =>
    app.post(
      `/api/v1${path}`,
      guarded(
        parts,
        async (caller, context) => {
          if (caller.kind !== "person") return peopleOnly;
          const body = await readJson(context);
          if (!body.ok) return body;
          const parsed = parseInput(schema, body.value);
          return parsed.ok ? work(caller, parsed.value, context) : parsed;
        },
        { half: true },
      ),
    );

  post("/session/second-step/challenge", z.strictObject({}), async (caller) =>
    askPasskey(parts.db, caller, SIGN_IN_PURPOSE, await databaseNow(parts.db)),
  );

  post("/session/second-step", secondStepInput, async (caller, { code, recoveryCode, passkey }, context) => {
    const proof = proofOf({ code, recoveryCode, passkey });
    if (!proof) return nothingGiven;
    const address = context.req.header("x-client-address") ?? "unknown";
    return giveSecondFactor(parts.db, caller, { proof, address }, await databaseNow(parts.db));
  });

  post("/session/step-up/challenge", stepUpQuestion, async (caller, input) => {
    if (caller.lacks) return secondFactorNeeded(caller.lacks);
    const subject = subjectOf(caller, input);
    if (!subject.ok) return subject;
    return askPasskey(parts.db, caller, stepUpPurpose(input.act, subject.value), await databaseNow(parts.db));
  });

  post("/factors/challenge", newFactorQuestion, async (caller, { kind }) => {
    if (caller.lacks === "give") return secondFactorNeeded(caller.lacks);
    const ask = kind === "webauthn" ? askNewPasskey : askNewApp;
    return ask(parts.db, caller, await databaseNow(parts.db));
  });
}

/** The one that was given, a passkey before a code. */
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
const peopleOnly = refuse("forbidden", "person-only", "Only a signed-in person has a second factor.");
