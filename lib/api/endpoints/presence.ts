import { z } from "zod";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { passkeyAnswer } from "#lib/access/passkey-answer.ts";
import { ownSubject, STEP_UP_ACTS } from "#lib/access/step-up.ts";
import type { Api, ApiParts } from "#lib/api/app.ts";
import { guarded } from "#lib/api/handle.ts";
import { readJson } from "#lib/api/read-input.ts";
import { parseInput } from "#lib/command/parse.ts";
import { databaseNow } from "#lib/db/clock.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { digest, id } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

/** What a proof is to be for. A change of factors is over nothing that is signed, and names no digest. */
export const presenceSubject = { act: z.enum(STEP_UP_ACTS), subjectDigest: digest.optional() };

/** Also a second step takes these. */
export const factorProof = {
  code: z.string().min(1).max(12).optional(),
  recoveryCode: z.string().min(1).max(60).optional(),
  passkey: z.strictObject({ challengeId: id, answer: passkeyAnswer }).optional(),
};

export const presenceInput = z.strictObject({
  ...presenceSubject,
  password: z.string().min(1).max(256).optional(),
  ...factorProof,
});

export const presenceOutput = z.object({ stepUpId: z.string() });

/** Who is there, once more, for one act over one digest: answers a proof to spend within five minutes. */
export function presenceDoors(app: Api, parts: ApiParts): void {
  app.post(
    "/api/v1/session/step-up",
    guarded(
      parts,
      async (caller, context) => {
        const body = await readJson(context);
        if (!body.ok) return body;
        const parsed = parseInput(presenceInput, body.value);
        if (!parsed.ok) return parsed;
        const subject = subjectOf(caller, parsed.value);
        if (!subject.ok) return subject;
        const address = context.req.header("x-client-address") ?? "unknown";
        const asked = { ...parsed.value, subjectDigest: subject.value, address };
        return provePresence(parts.db, caller, asked, await databaseNow(parts.db));
      },
      { half: true },
    ),
  );
}

type Asked = { act: (typeof STEP_UP_ACTS)[number]; subjectDigest?: Digest | undefined };

/** The digest the proof is over. */
export function subjectOf(caller: Caller, { act, subjectDigest }: Asked): Result<Digest, Refusal> {
  if (act === "change-factors") return ok(ownSubject(act, caller.id));
  if (subjectDigest) return ok(subjectDigest);
  return refuse("invalid", "invalid-input", "subjectDigest: say over which digest you sign", {
    field: "subjectDigest",
  });
}
