import type { Permission } from "#lib/access/permission.ts";
import type { StepUpAct } from "#lib/access/step-up.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Plain } from "#lib/kernel/event.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { Challenging } from "./challenge.ts";
import type { Identities } from "./identity-taken.ts";
import type { FailingCheck } from "./over-checks.ts";
import type { Roster } from "./roster.ts";
import type { Sealing } from "./sealing.ts";
import type { Section, SectionDigests } from "./sections.ts";
import { type Approval, type Signature, VERDICT_DECISIONS, type VerdictDecision } from "./signature.ts";

/** The decisions on a proposed policy. To change a proposal, reject it and propose another. */
export const POLICY_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type PolicyDecision = (typeof POLICY_DECISIONS)[number];

/** The decisions on a proposed composition of a council. To change it, reject it and propose another. */
export const COUNCIL_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type CouncilDecision = (typeof COUNCIL_DECISIONS)[number];

/** The decisions on a proposed tier. To change an assessment, reject it and propose another. */
export const ASSESSMENT_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type AssessmentDecision = (typeof ASSESSMENT_DECISIONS)[number];

/** The decisions on a condition whose owner reports it met. */
export const CONDITION_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type ConditionDecision = (typeof CONDITION_DECISIONS)[number];

/** The decisions on a waiver and on each extension of it. */
export const WAIVER_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type WaiverDecision = (typeof WAIVER_DECISIONS)[number];

/** The decisions on a proposed envelope. To change one, reject it and propose another. */
export const ENVELOPE_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type EnvelopeDecision = (typeof ENVELOPE_DECISIONS)[number];

/** The decisions on what is live: still fit, with or without conditions, or not. */
export const REVIEW_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** The decisions on the minutes of a sitting and on an addendum to them. */
export const SITTING_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type SittingDecision = (typeof SITTING_DECISIONS)[number];

type Kind = {
  /** Its name in sentences. */
  readonly noun: string;
  /** The name of its signature in a replay of the log. */
  readonly signature: string;
  /** The act a proof of presence is given for; it signs no other kind. */
  readonly act: StepUpAct;
  readonly permission: Permission;
  readonly decisions: readonly VerdictDecision[];
  /** Part of the signed text: other words need a new version of the statement. */
  readonly meanings: Readonly<Partial<Record<VerdictDecision, string>>>;
  /** The same of an approval on conditions; a kind without it takes none. */
  readonly onConditions?: string;
  /** Whether the same person may give the same verdict twice. */
  readonly takesAgain: boolean;
};

/** Every kind of subject that seats sign, by its table's name with hyphens for underscores. */
export const SIGNABLE_KINDS = {
  release: {
    noun: "release",
    signature: "verdict",
    act: "cast-verdict",
    permission: "verdict:cast",
    decisions: VERDICT_DECISIONS,
    meanings: {
      approve: "I have reviewed the signed sections and approve this release for my function.",
      "request-changes":
        "I have reviewed the signed sections and ask for changes before this release goes out.",
      reject: "I have reviewed the signed sections and reject this release for my function.",
    },
    onConditions:
      "I have reviewed the signed sections and approve this release for my function, on the conditions named here.",
    takesAgain: true,
  },
  "policy-proposal": {
    noun: "policy",
    signature: "policy signature",
    act: "sign-policy",
    permission: "policy:sign",
    decisions: POLICY_DECISIONS,
    meanings: {
      approve: "I have reviewed this change of the sign-off policy and approve it for my function.",
      reject: "I have reviewed this change of the sign-off policy and reject it for my function.",
    },
    takesAgain: false,
  },
  "council-proposal": {
    noun: "council",
    signature: "council signature",
    act: "sign-council",
    permission: "council:sign",
    decisions: COUNCIL_DECISIONS,
    meanings: {
      approve: "I have reviewed who is to sit on this council and approve it for my function.",
      reject: "I have reviewed who is to sit on this council and reject it for my function.",
    },
    takesAgain: false,
  },
  "tier-assessment": {
    noun: "assessment",
    signature: "assessment signature",
    act: "sign-assessment",
    permission: "assessment:sign",
    decisions: ASSESSMENT_DECISIONS,
    meanings: {
      approve: "I have reviewed the answers about this model and confirm its tier for my function.",
      reject: "I have reviewed the answers about this model and reject its proposed tier for my function.",
    },
    takesAgain: false,
  },
  "release-condition": {
    noun: "condition",
    signature: "condition signature",
    act: "sign-condition",
    permission: "condition:sign",
    decisions: CONDITION_DECISIONS,
    meanings: {
      approve: "I have reviewed the evidence for this condition and confirm for my function that it is met.",
      reject: "I have reviewed the evidence for this condition and find for my function that it is not met.",
    },
    // Each report of it is reviewed anew.
    takesAgain: true,
  },
  waiver: {
    noun: "waiver",
    signature: "waiver signature",
    act: "sign-waiver",
    permission: "waiver:sign",
    decisions: WAIVER_DECISIONS,
    meanings: {
      approve:
        "I have reviewed why this gate is not met, the risk and what is done about it, and waive it for my function until the end named here.",
      reject: "I have reviewed this request to waive a gate and refuse it for my function.",
    },
    // Each extension of it is reviewed anew.
    takesAgain: true,
  },
  envelope: {
    noun: "envelope",
    signature: "envelope signature",
    act: "sign-envelope",
    permission: "envelope:sign",
    decisions: ENVELOPE_DECISIONS,
    meanings: {
      approve:
        "I have reviewed what may change, by how much and checked how, and approve for my function that releases inside this envelope go out by the standard class until the end named here.",
      reject: "I have reviewed this envelope and reject it for my function.",
    },
    takesAgain: false,
  },
  "re-review": {
    noun: "re-review",
    signature: "re-review signature",
    act: "sign-review",
    permission: "review:sign",
    decisions: REVIEW_DECISIONS,
    meanings: {
      approve:
        "I have reviewed what is live and every cause named here, and find for my function that it is still fit for its use.",
      reject:
        "I have reviewed what is live and every cause named here, and find for my function that it is not fit for its use any more.",
    },
    onConditions:
      "I have reviewed what is live and every cause named here, and find for my function that it is still fit for its use, on the conditions named here.",
    // Each cause is reviewed anew.
    takesAgain: true,
  },
  sitting: {
    noun: "sitting",
    signature: "minutes signature",
    act: "sign-sitting",
    permission: "sitting:sign",
    decisions: SITTING_DECISIONS,
    meanings: {
      approve: "I was in charge of this sitting or of its record, and these minutes say what happened in it.",
      reject:
        "I was in charge of this sitting or of its record, and these minutes do not say what happened in it.",
    },
    // Minutes that were disputed are written again, and each addendum is reviewed anew.
    takesAgain: true,
  },
} as const satisfies Readonly<Record<string, Kind>>;
export type SignableKind = keyof typeof SIGNABLE_KINDS;

export const kindOf = (kind: SignableKind): Kind => SIGNABLE_KINDS[kind];

/** The sentence signed by a decision, and by an approval on conditions. */
export function meaningOf(kind: SignableKind, decision: VerdictDecision, onConditions = false): string {
  const { meanings, onConditions: conditional } = kindOf(kind);
  const meaning = onConditions && decision === "approve" ? conditional : meanings[decision];
  if (meaning === undefined) throw new Error(`a ${kind} cannot be signed with ${decision}`);
  return meaning;
}

/** A contributor to the subject, and how they contributed. */
export type Contributor = { readonly personId: string; readonly because: string };

/** Somebody who spoke for a seat, and which. */
export type Taken = { readonly personId: string; readonly seat: BusinessFunction };

/** A subject under sign-off: what to sign, the seats that sign it, and the signatures so far. */
export interface Signable<S extends Signature = Signature> {
  readonly kind: SignableKind;
  readonly id: string;
  /** Any change starts the next round. */
  readonly round: number;
  readonly digest: string;
  /** The digest of each section: a release has several sections, a policy has one. */
  readonly digests: Partial<SectionDigests>;
  /** Further names of it in a statement. */
  readonly about: Readonly<Record<string, Plain>>;
  readonly seats: readonly SeatRule[];
  readonly contributors: readonly Contributor[];
  readonly signatures: readonly S[];
  /** Whether a holder of its function lifted this objection. */
  readonly lifted: (signatureId: string) => boolean;
  readonly identity: Identities;
  /** Whether its signer still has this function, an identity the policy takes, and no part in the subject. */
  readonly entitled: (approval: Approval) => boolean;
  /** Whether its state allows signing. */
  readonly open: Result<unknown, Refusal>;
  /** What changed since the round that somebody signs, where that is an earlier one. */
  readonly changedSince?: readonly Section[];
  /** Who recused themselves: they sign no seat of it, and nothing that they signed counts. */
  readonly recused?: ReadonlySet<string>;
  /** Whether a condition of this approval is overdue, which withdraws it. */
  readonly overdue?: (signatureId: string) => boolean;
  /** What was challenged, where its policy asks for a challenge; absent where it asks for none. */
  readonly challenging?: Challenging | undefined;
  /** Who took a seat of it by another act than a signature: nobody takes two. */
  readonly taken?: readonly Taken[];
  /** Who sits on the council it goes to; absent where every holder of a function may sign. */
  readonly roster?: Roster | undefined;
  /** Its sealed verdicts of this round; absent where its policy asks for none. */
  readonly sealing?: Sealing | undefined;
  /** The checks that fail as it is signed; undefined where its kind has no checks. */
  readonly failing?: readonly FailingCheck[];
}
