import { acceptFinding } from "#lib/councils/commands/accept-finding.ts";
import { consentSigning } from "#lib/councils/commands/consent-signing.ts";
import { createDelegation } from "#lib/councils/commands/create-delegation.ts";
import { endDelegation } from "#lib/councils/commands/end-delegation.ts";
import { openFinding } from "#lib/councils/commands/open-finding.ts";
import { proposeAssessment } from "#lib/councils/commands/propose-assessment.ts";
import { proposeCouncil } from "#lib/councils/commands/propose-council.ts";
import { proposePolicy } from "#lib/councils/commands/propose-policy.ts";
import { resolveFinding } from "#lib/councils/commands/resolve-finding.ts";
import { signAssessment } from "#lib/councils/commands/sign-assessment.ts";
import { signCouncil } from "#lib/councils/commands/sign-council.ts";
import { signPolicy } from "#lib/councils/commands/sign-policy.ts";
import { withdrawAssessment } from "#lib/councils/commands/withdraw-assessment.ts";
import { withdrawCouncil } from "#lib/councils/commands/withdraw-council.ts";
import { withdrawPolicy } from "#lib/councils/commands/withdraw-policy.ts";
import { delegationList } from "#lib/councils/queries/delegation-list.ts";
import { findingList } from "#lib/councils/queries/finding-list.ts";
import { modelTier } from "#lib/councils/queries/model-tier.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { waitingSigners } from "#lib/councils/queries/waiting-signers.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { createFreeze } from "#lib/policy/commands/create-freeze.ts";
import { publishPolicy } from "#lib/policy/commands/publish-policy.ts";
import { freezeList } from "#lib/policy/queries/freeze-list.ts";
import { askStop } from "#lib/releases/commands/ask-stop.ts";
import { confirmLoosening } from "#lib/releases/commands/confirm-loosening.ts";
import { confirmStop } from "#lib/releases/commands/confirm-stop.ts";
import { extendWaiver } from "#lib/releases/commands/extend-waiver.ts";
import { proposeEnvelope } from "#lib/releases/commands/propose-envelope.ts";
import { proposeLoosening } from "#lib/releases/commands/propose-loosening.ts";
import { raiseReview } from "#lib/releases/commands/raise-review.ts";
import { requestWaiver } from "#lib/releases/commands/request-waiver.ts";
import { revokeEnvelope } from "#lib/releases/commands/revoke-envelope.ts";
import { signEnvelope } from "#lib/releases/commands/sign-envelope.ts";
import { signReview } from "#lib/releases/commands/sign-review.ts";
import { signWaiver } from "#lib/releases/commands/sign-waiver.ts";
import { withdrawWaiver } from "#lib/releases/commands/withdraw-waiver.ts";

import { envelopeForm } from "#lib/releases/queries/envelope-form.ts";
import { envelopeList } from "#lib/releases/queries/envelope-list.ts";
import { envelopePage } from "#lib/releases/queries/envelope-page.ts";
import { modelReviews } from "#lib/releases/queries/model-reviews.ts";
import { policyReplay } from "#lib/releases/queries/policy-replay.ts";
import { reviewList } from "#lib/releases/queries/review-list.ts";
import { reviewPage } from "#lib/releases/queries/review-page.ts";
import { waiverForm } from "#lib/releases/queries/waiver-form.ts";
import { waiverList } from "#lib/releases/queries/waiver-list.ts";
import { waiverPage } from "#lib/releases/queries/waiver-page.ts";
import { sittingRoutes } from "./sittings.ts";

export const policyRoutes = [
  { method: "POST", path: "/people/{personId}/functions/confirm", command: confirmFunction },
  { method: "GET", path: "/waiting-signers", query: waitingSigners, view: true },
  { method: "POST", path: "/people/{personId}/signing-consent", command: consentSigning },
  { method: "GET", path: "/policies", query: policyPage, view: true },
  { method: "POST", path: "/policies", command: publishPolicy },
  { method: "POST", path: "/policies/proposals", command: proposePolicy },
  { method: "POST", path: "/policies/replay", query: policyReplay, view: true },
  { method: "POST", path: "/policies/proposals/{proposalId}/signatures", command: signPolicy },
  { method: "POST", path: "/policies/proposals/{proposalId}/withdraw", command: withdrawPolicy },
  { method: "POST", path: "/councils/proposals", command: proposeCouncil },
  { method: "POST", path: "/councils/proposals/{proposalId}/signatures", command: signCouncil },
  { method: "POST", path: "/councils/proposals/{proposalId}/withdraw", command: withdrawCouncil },
  ...sittingRoutes,
  { method: "GET", path: "/models/{model}/tier", query: modelTier, view: true },
  { method: "POST", path: "/models/{model}/assessments", command: proposeAssessment },
  {
    method: "POST",
    path: "/models/{model}/assessments/{assessmentId}/signatures",
    command: signAssessment,
  },
  {
    method: "POST",
    path: "/models/{model}/assessments/{assessmentId}/withdraw",
    command: withdrawAssessment,
  },
  { method: "GET", path: "/waivers", query: waiverList, view: true },
  { method: "GET", path: "/waiver-form", query: waiverForm, view: true },
  { method: "GET", path: "/waivers/{waiver}", query: waiverPage, view: true },
  { method: "GET", path: "/envelopes", query: envelopeList, view: true },
  { method: "GET", path: "/envelope-form", query: envelopeForm, view: true },
  { method: "GET", path: "/envelopes/{envelope}", query: envelopePage, view: true },
  { method: "POST", path: "/models/{model}/envelopes", command: proposeEnvelope },
  { method: "POST", path: "/models/{model}/envelopes/{envelope}/signatures", command: signEnvelope },
  { method: "POST", path: "/models/{model}/envelopes/{envelope}/revoke", command: revokeEnvelope },
  { method: "GET", path: "/reviews", query: reviewList, view: true },
  { method: "GET", path: "/reviews/{review}", query: reviewPage, view: true },
  { method: "POST", path: "/reviews/{review}/signatures", command: signReview },
  { method: "GET", path: "/models/{model}/reviews", query: modelReviews, view: true },
  { method: "POST", path: "/models/{model}/reviews", command: raiseReview },
  { method: "GET", path: "/models/{model}/findings", query: findingList, view: true },
  { method: "POST", path: "/models/{model}/findings", command: openFinding },
  { method: "POST", path: "/models/{model}/findings/{number}/resolve", command: resolveFinding },
  { method: "POST", path: "/models/{model}/findings/{number}/accept", command: acceptFinding },
  { method: "POST", path: "/models/{model}/waivers", command: requestWaiver },
  { method: "POST", path: "/models/{model}/waivers/{waiver}/extensions", command: extendWaiver },
  { method: "POST", path: "/models/{model}/waivers/{waiver}/signatures", command: signWaiver },
  { method: "POST", path: "/models/{model}/waivers/{waiver}/withdraw", command: withdrawWaiver },
  { method: "GET", path: "/freezes", query: freezeList, view: true },
  { method: "POST", path: "/freezes", command: createFreeze },
  { method: "POST", path: "/freezes/{freeze}/loosenings", command: proposeLoosening },
  { method: "POST", path: "/loosenings/{loosening}/confirm", command: confirmLoosening },
  { method: "POST", path: "/stops", command: askStop },
  { method: "POST", path: "/stops/{stop}/confirm", command: confirmStop },
  { method: "GET", path: "/people/{personId}/delegations", query: delegationList, view: true },
  { method: "POST", path: "/delegations", command: createDelegation },
  { method: "POST", path: "/delegations/{delegation}/end", command: endDelegation },
] as const;
