import { assessmentsCheck } from "./checks/assessments.ts";
import { challengesCheck } from "./checks/challenges.ts";
import { conditionsCheck } from "./checks/conditions.ts";
import { contributorsCheck } from "./checks/contributors.ts";
import { delegationsCheck } from "./checks/delegations.ts";
import { deploymentsCheck } from "./checks/deployments.ts";
import { documentsCheck } from "./checks/documents.ts";
import { emergenciesCheck } from "./checks/emergencies.ts";
import { envelopesCheck } from "./checks/envelopes.ts";
import { findingsCheck } from "./checks/findings.ts";
import { freezesCheck } from "./checks/freezes.ts";
import { gateVerdictsCheck } from "./checks/gate-verdicts.ts";
import { grantsCheck } from "./checks/grants.ts";
import { passkeysCheck } from "./checks/passkeys.ts";
import { peopleCheck } from "./checks/people.ts";
import { policiesCheck } from "./checks/policies.ts";
import { policyCheck } from "./checks/policy-of-release.ts";
import { provenanceCheck } from "./checks/provenance.ts";
import { returnsCheck } from "./checks/returns.ts";
import { reviewsCheck } from "./checks/reviews.ts";
import { sectionsCheck } from "./checks/sections.ts";
import { shapeCheck } from "./checks/shape.ts";
import { signOffCheck } from "./checks/sign-off.ts";
import { signaturesCheck } from "./checks/signatures.ts";
import { sittingsCheck } from "./checks/sittings.ts";
import { stagesCheck } from "./checks/stages.ts";
import { streamsCheck } from "./checks/streams.ts";
import { subjectCheck } from "./checks/subject.ts";
import { templatesCheck } from "./checks/templates.ts";
import { tierCheck } from "./checks/tier.ts";
import { transitionsCheck } from "./checks/transitions.ts";
import { waiversCheck } from "./checks/waivers.ts";
import type { Check } from "./verify-packet.ts";

/**
 * Checks a packet's statements about its release, replayed from the log's entries. Runs after the log's own checks,
 * which prove that every entry's text is what was recorded. The server's pure code decides again; no server, no
 * database.
 */
export const RELEASE_CHECKS: readonly Check[] = [
  documentsCheck,
  shapeCheck,
  streamsCheck,
  sectionsCheck,
  subjectCheck,
  policyCheck,
  policiesCheck,
  assessmentsCheck,
  tierCheck,
  findingsCheck,
  waiversCheck,
  templatesCheck,
  envelopesCheck,
  reviewsCheck,
  contributorsCheck,
  signaturesCheck,
  passkeysCheck,
  signOffCheck,
  conditionsCheck,
  challengesCheck,
  delegationsCheck,
  transitionsCheck,
  deploymentsCheck,
  gateVerdictsCheck,
  emergenciesCheck,
  freezesCheck,
  returnsCheck,
  sittingsCheck,
  stagesCheck,
  peopleCheck,
  grantsCheck,
  provenanceCheck,
];
