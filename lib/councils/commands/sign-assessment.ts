import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { AssessmentEvent } from "#lib/councils/assessment-events.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { type AssessmentFile, aroundAssessment, readAssessment } from "#lib/councils/rows/assessments.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { ASSESSMENT_DECISIONS, type AssessmentDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import {
  ASSESSMENT_STATES,
  assessmentAfter,
  consequenceOfAssessment,
  tierIn,
} from "#lib/councils/tier-assessment.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, prose, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";

type Event = AssessmentEvent & { signed?: Signed<AssessmentDecision> };

/** Signs a proposed tier for compliance, over its digest. An approval confirms the tier; a rejection ends the proposal. */
export const signAssessment = defineCommand({
  name: "sign-assessment",
  permission: "assessment:sign",
  summary: "Confirm or reject a proposed tier",
  input: z.strictObject({
    model: slug,
    assessmentId: id,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(ASSESSMENT_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({
    signatureId: z.string(),
    state: z.enum(ASSESSMENT_STATES),
    /** The tier that counts now. */
    tierNow: z.enum(TIERS),
  }),

  async load(tx, { model: name, assessmentId, digest, stepUpId }, context) {
    await holdPolicy(tx, context.caller.workspaceId);
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    await holdSigner(tx, context.caller);
    const file = await readAssessment(tx, model.value, assessmentId, context.now);
    if (!file.ok) return file;
    const around = aroundAssessment(file.value, context.now);
    return heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
  },

  decide(file, attempt, context) {
    const signed = signHeld(file, { ...attempt, round: file.round }, context);
    if (!signed.ok) return signed;
    const outcome = consequenceOfAssessment(signed.value.decision, standingWith(file, signed.value));
    const after = outcome ? [eventOf(outcome, { ...about(file), data: said(file) })] : [];
    return ok<Event[]>([signedEvent(file, signed.value), ...after]);
  },

  async record(tx, events, file, { caller, now }) {
    const { assessment, model, presence } = file;
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId: caller.workspaceId, method: presence.method });
    const state = events.reduce(assessmentAfter, assessment.state);
    const tierNow = tierIn(state, assessment);
    if (state !== assessment.state) {
      await tx.tierAssessment.update({ where: { id: assessment.id }, data: { state, endedAt: now } });
      await tx.model.update({ where: { id: model.id }, data: { riskTier: tierNow } });
    }
    return { signatureId: signed.id, state, tierNow };
  },
});

const about = ({ kind, id, digest, model }: AssessmentFile) => ({
  stream: `model/${model.id}`,
  targets: [
    { type: "model", id: model.id },
    { type: kind, id, digest },
  ],
});

const said = ({ assessment: { id: assessment, tier, from }, model }: AssessmentFile) => ({
  assessment,
  model: model.name,
  tier,
  from,
});

type File = AssessmentFile & { readonly presence: Presence };

function signedEvent(file: File, signed: Signed<AssessmentDecision>): Event {
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = { ...said(file), signature: signed.id, digest: file.digest };
  return eventOf("assessment.signed", { ...about(file), data: { ...own, ...data }, details }, { signed });
}
