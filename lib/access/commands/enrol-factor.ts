import { z } from "zod";
import { newPasskey } from "#lib/access/passkey-answer.ts";
import { lockFactors, peopleOnly } from "#lib/access/rows/lock-factors.ts";
import { newFactor, storeFactor } from "#lib/access/rows/new-factor.ts";
import { newRecoveryCodes, storeRecoveryCodes } from "#lib/access/rows/recovery-codes.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { FACTORS_MAX, factorStream, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { TYPED_CODE_LENGTH_MAX } from "#lib/kernel/typed-code.ts";

const input = z.strictObject({
  stepUpId: id,
  challengeId: id,
  name: line(60),
  /** A new passkey, … */
  passkey: newPasskey.optional(),
  /** … or the first code an app shows. */
  code: z.string().max(TYPED_CODE_LENGTH_MAX).optional(),
});

/** Adds a second factor to the caller's account. The first one also creates recovery codes, shown once. */
export const enrolFactor = defineCommand({
  name: "enrol-factor",
  permission: "factor:enrol",
  summary: "Add a second factor to your account",
  input,
  output: z.object({ factorId: z.string(), recoveryCodes: z.array(z.string()).nullable() }),
  secretInput: ["code"],
  answersOnce: true,

  async load(tx, given, { caller, now }) {
    if (caller.kind !== "person") return peopleOnly;
    if (caller.lacks === "give") return secondFactorNeeded("give");
    const held = await lockFactors(tx, caller.workspaceId, caller.id);
    const proof = await spendForOwn(tx, { caller, now }, { act: "enrol-factor", stepUpId: given.stepUpId });
    if (!proof.ok) return proof;
    const made = await newFactor(tx, caller, given, now);
    if (!made.ok) return made;
    return ok({ ...held, made: made.value, codes: held.codesLeft === 0 ? newRecoveryCodes() : null });
  },

  decide({ factors, made, codes }, { name }, { caller, newId }) {
    if (factors.length >= FACTORS_MAX)
      return refuse("illegal", "too-many-factors", `An account has at most ${FACTORS_MAX} factors.`, {
        todo: "Remove one that you no longer use.",
      });
    const { kind } = made;
    const factorId = newId();
    const targets = [{ type: "person", id: caller.id }];
    const enrolled = eventOf(
      "factor.enrolled",
      {
        stream: factorStream(caller.id),
        targets,
        data: {
          factor: factorId,
          kind,
          ...(made.kind === "webauthn" ? { key: digestOfBytes(made.publicKey) } : {}),
          ...(codes ? { recoveryCodes: codes.length } : {}),
        },
        details: { factor: { name } },
      },
      { factorId, kind },
    );
    return ok([enrolled]);
  },

  async record(tx, [event], { made, codes }, { caller, now, ...context }) {
    const { factorId, kind } = event!;
    const { name } = event!.details.factor;
    await storeFactor(tx, { id: factorId, personId: caller.id, name, now }, made);
    if (codes) await storeRecoveryCodes(tx, { personId: caller.id, codes, now, ...context });
    // Adding a factor proves possession of it, so this session is complete.
    if (caller.kind === "person")
      await tx.session.updateMany({
        where: { id: caller.sessionId, secondFactorAt: null },
        data: { secondFactorAt: now, method: kind },
      });
    return { factorId, recoveryCodes: codes?.map(({ shown }) => shown) ?? null };
  },
});
