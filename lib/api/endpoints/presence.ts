import { z } from "zod";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { passkeyAnswer } from "#lib/access/passkey-answer.ts";
import {
  deedSubject,
  isDeed,
  isOwnDeed,
  ownSubject,
  STEP_UP_ACTS,
  type StepUpAct,
} from "#lib/access/step-up.ts";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { PROOF_SUBJECT_WORDS } from "#lib/api/openapi/words/proof-subjects.ts";
import { databaseNow } from "#lib/db/clock.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { digest, id } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { TYPED_CODE_LENGTH_MAX } from "#lib/kernel/typed-code.ts";

/** What a proof is for: a digest to sign, whom or what a deed concerns, or nothing more for one's own account. */
export const presenceSubject = {
  act: z.enum(STEP_UP_ACTS),
  subjectDigest: digest.optional(),
  subject: z.string().min(1).max(320).meta({ description: PROOF_SUBJECT_WORDS }).optional(),
};

/** The second factors accepted here and at the second step of signing in. */
export const factorProof = {
  code: z.string().min(1).max(TYPED_CODE_LENGTH_MAX).optional(),
  recoveryCode: z.string().min(1).max(TYPED_CODE_LENGTH_MAX).optional(),
  passkey: z.strictObject({ challengeId: id, answer: passkeyAnswer }).optional(),
};

const presenceInput = z.strictObject({
  ...presenceSubject,
  password: z.string().min(1).max(256).optional(),
  ...factorProof,
});

/** Proves presence again, for one act over one digest. */
export const stepUp = defineEndpoint({
  name: "step-up",
  summary: "Prove your presence for one act over one digest",
  description:
    "Give a passkey's answer, or the password with a one-time code where the account has a second factor. A signature names its digest, any other act its subject. `change-factors`, from before the changes of one's own account were acts of their own, needs neither and covers them all. The proof counts once and expires after five minutes.",
  tag: "session",
  method: "POST",
  path: "/api/v1/session/step-up",
  who: { person: "half" },
  input: presenceInput,
  answers: answersJson(z.object({ stepUpId: z.string() })),
  handle:
    ({ db }) =>
    async ({ caller, input }) => {
      const subject = subjectOf(caller, input);
      if (!subject.ok) return subject;
      const asked = { ...input, subjectDigest: subject.value };
      return provePresence(db, caller, asked, await databaseNow(db));
    },
});

type Asked = { act: StepUpAct; subjectDigest?: Digest | undefined; subject?: string | undefined };

/** The digest the proof is over. */
export function subjectOf(caller: Caller, { act, subjectDigest, subject }: Asked): Result<Digest, Refusal> {
  if (act === "change-factors") return ok(ownSubject(act, caller.id));
  if (isDeed(act)) {
    const of = isOwnDeed(act) ? caller.id : subject;
    return of
      ? ok(deedSubject(act, { by: caller.id, of }))
      : refuse("invalid", "invalid-input", "subject: name whom or what the act concerns", {
          field: "subject",
        });
  }
  if (subjectDigest) return ok(subjectDigest);
  return refuse("invalid", "invalid-input", "subjectDigest: give the digest you are signing", {
    field: "subjectDigest",
  });
}
