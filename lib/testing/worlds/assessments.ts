import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { proposeAssessment } from "#lib/councils/commands/propose-assessment.ts";
import { signAssessment } from "#lib/councils/commands/sign-assessment.ts";
import type { AssessmentDecision } from "#lib/councils/signable.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import { PASSWORD, type Person, type TestWorkspace } from "./workspace.ts";

/** The input for proposing a tier. */
export const assessing = (model: string, tier: Tier) => ({
  model,
  questionnaire: CURRENT_QUESTIONNAIRE.version,
  answers: answersFor(tier),
  reason: "What it decides is known by now.",
});

/** Proposes a tier of a model. */
export const assess = (here: TestWorkspace, owner: Person, of: { model: string; tier: Tier }) =>
  here.make(proposeAssessment, assessing(of.model, of.tier), owner);

type Signing = { model: string; assessmentId: string; digest: string; decision?: AssessmentDecision };

/** The input for signing an assessment for compliance, with a fresh proof of presence. */
export async function signingAssessment(here: TestWorkspace, signer: Person, signing: Signing) {
  const { model, assessmentId, digest, decision = "approve" } = signing;
  const proof = { password: PASSWORD, act: "sign-assessment", subjectDigest: digest, address: "192.0.2.7" };
  const proved = await provePresence(here.db, signer, proof, here.clock.now);
  if (!proved.ok) throw new Error(proved.error.message);
  const comment = decision === "approve" ? {} : { comment: "The stakes are higher." };
  return { model, assessmentId, digest, seat: "compliance", decision, ...comment, ...proved.value } as const;
}

/** Signs an assessment for compliance. */
export const signTier = async (here: TestWorkspace, signer: Person, signing: Signing) =>
  here.make(signAssessment, await signingAssessment(here, signer, signing), signer);

type Confirmed = { model: string; tier: Tier; by: Person };

/** Gives a model a tier: its owner answers the questionnaire, and compliance confirms. */
export async function confirmTier(here: TestWorkspace, owner: Person, { model, tier, by }: Confirmed) {
  const proposed = await assess(here, owner, { model, tier });
  return signTier(here, by, { model, ...proposed });
}
