import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { aroundMinutes, type MinutesFile, readMinutes } from "#lib/councils/rows/minutes.ts";
import { aboutSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { lockSitting, writeActs } from "#lib/councils/rows/sittings.ts";
import { SITTING_DECISIONS, type SittingDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { SITTING_STATES } from "#lib/councils/sitting.ts";
import type { SittingEvent } from "#lib/councils/sitting-events.ts";
import { consequenceOfMinutes } from "#lib/councils/sitting-minutes.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";

type Event = SittingEvent & { signed?: Signed<SittingDecision> };

/**
 * Signs the minutes of a sitting, or an addendum to them, over their digest. The second signature confirms them; a rejection
 * opens the sitting again, or drops the addendum.
 */
export const signSitting = defineCommand({
  name: "sign-sitting",
  permission: "sitting:sign",
  summary: "Sign the minutes of a sitting or an addendum to them",
  input: z.strictObject({
    sittingId: id,
    round: ordinal,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(SITTING_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({ signatureId: z.string(), state: z.enum(SITTING_STATES) }),

  async load(tx, { sittingId, digest, stepUpId }, context) {
    await holdPolicy(tx, context.caller.workspaceId);
    const sitting = await lockSitting(tx, sittingId);
    if (!sitting.ok) return sitting;
    await holdSigner(tx, context.caller);
    const file = await readMinutes(tx, sitting.value, context.now);
    if (!file.ok) return file;
    const around = aroundMinutes(file.value, context.now);
    return heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
  },

  decide(file, attempt, context) {
    const signed = signHeld(file, attempt, context);
    if (!signed.ok) return signed;
    const outcome = consequenceOfMinutes(signed.value.decision, standingWith(file, signed.value));
    const { about, said } = aboutSitting(file.sitting);
    const { round, digest } = file;
    const after: Event[] =
      outcome === "sitting.confirmed"
        ? [eventOf(outcome, { ...about, data: { ...said, round, digest } })]
        : outcome === "sitting.disputed"
          ? [eventOf(outcome, { ...about, data: { ...said, round } })]
          : [];
    return ok<Event[]>([signedEvent(file, signed.value), ...after]);
  },

  async record(tx, events, file, context) {
    const signed = events[0]!.signed!;
    const { workspaceId } = context.caller;
    await writeSignature(tx, file, signed, { workspaceId, method: file.presence.method });
    return { signatureId: signed.id, state: await writeActs(tx, file.sitting, events, context) };
  },
});

function signedEvent(
  file: MinutesFile & { readonly presence: Presence },
  signed: Signed<SittingDecision>,
): Event {
  const { about, said } = aboutSitting(file.sitting);
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = { ...said, round: file.round, signature: signed.id, digest: file.digest };
  return eventOf("sitting.signed", { ...about, data: { ...own, ...data }, details }, { signed });
}
