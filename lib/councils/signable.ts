import type { Permission } from "#lib/access/permission.ts";
import type { StepUpAct } from "#lib/access/step-up.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Plain } from "#lib/kernel/event.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { SectionDigests } from "./sections.ts";
import { type Signature, VERDICT_DECISIONS, type VerdictDecision } from "./signature.ts";

/** What can be said to a proposed policy. Who wants it otherwise rejects it, and another is proposed. */
export const POLICY_DECISIONS = ["approve", "reject"] as const satisfies readonly VerdictDecision[];
export type PolicyDecision = (typeof POLICY_DECISIONS)[number];

type Kind = {
  /** What sentences call it. */
  readonly noun: string;
  /** What a replay of the log calls a signature of it. */
  readonly signature: string;
  /** What a proof of presence is given for; it signs nothing of another kind. */
  readonly act: StepUpAct;
  readonly permission: Permission;
  readonly decisions: readonly VerdictDecision[];
  /** Part of what is signed: other words are a new version of the statement. */
  readonly meanings: Readonly<Partial<Record<VerdictDecision, string>>>;
  /** Is the same verdict of the same person taken a second time? */
  readonly takesAgain: boolean;
};

/** Everything that is signed by seats, by its table's name with a hyphen for each underscore. */
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
} as const satisfies Readonly<Record<string, Kind>>;
export type SignableKind = keyof typeof SIGNABLE_KINDS;

export const kindOf = (kind: SignableKind): Kind => SIGNABLE_KINDS[kind];

/** The sentence that a decision signs. */
export function meaningOf(kind: SignableKind, decision: VerdictDecision): string {
  const meaning = kindOf(kind).meanings[decision];
  if (meaning === undefined) throw new Error(`no ${kind} is signed to ${decision}`);
  return meaning;
}

/** Someone who had a part in what is signed, and which. */
export type Contributor = { readonly personId: string; readonly because: string };

/** Something before its council: what is to be signed, by which seats, and what was signed so far. */
export interface Signable<S extends Signature = Signature> {
  readonly kind: SignableKind;
  readonly id: string;
  /** Any change opens the next. */
  readonly round: number;
  readonly digest: string;
  /** Of its sections, each: a release has several, a policy is one. */
  readonly digests: Partial<SectionDigests>;
  /** What else a statement names it by. */
  readonly about: Readonly<Record<string, Plain>>;
  readonly seats: readonly SeatRule[];
  readonly contributors: readonly Contributor[];
  readonly signatures: readonly S[];
  /** Does this person still speak for this function, with no part in what is signed? */
  readonly entitled: (personId: string, seat: BusinessFunction) => boolean;
  /** Can it be signed in the state it is in? */
  readonly open: Result<unknown, Refusal>;
}
