import type { Said } from "#components/ui/said.tsx";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { ConditionAsked } from "#lib/councils/condition.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Place } from "#lib/kernel/refusal.ts";
import type { ConditionOffer } from "./condition-draft.ts";

/** What a reader can do about what is signed. `D` names the decisions: a policy takes fewer than a release. */
export type VerdictOffer<D extends VerdictDecision = VerdictDecision> = {
  verb: D;
  /** The sentence that is signed: "I have reviewed … and approve …". */
  meaning: string;
  /** What else it does at once: "Ends release 2. …". */
  consequence?: string | undefined;
  /** What the signature leads to, in order. */
  next: readonly AfterSigning[];
  whyNot?: string | undefined;
  /** It is not what its giver sealed, so that they say why. */
  differs?: true | undefined;
  /** An approval that asks for conditions: who could own one, and where it could hold the rollout. */
  onConditions?: ConditionOffer | undefined;
};

/** One thing that follows from a signature. */
export type AfterSigning = { readonly icon: StateIcon; readonly text: string };

/** "rollout plan", with its digest where it has one of its own, and whether it changed since the reader last signed. */
export type SignedSection = {
  readonly name: string;
  readonly digest?: string | undefined;
  readonly changed: boolean;
};

export type SigningSeat<D extends VerdictDecision = VerdictDecision> = {
  seatId: BusinessFunction;
  /** "Security" */
  name: string;
  /** Whom the reader signs for, by delegation. */
  onBehalfOf?: { readonly id: string; readonly name: string } | undefined;
  /** The sections that this seat covers. */
  sections: readonly SignedSection[];
  /** The reader's verdict that still counts: "You approved on …". They may change their mind. */
  already?: Said | undefined;
  offers: readonly VerdictOffer<D>[];
};

export type SigningInput<D extends VerdictDecision = VerdictDecision> = {
  seatId: BusinessFunction;
  verb: D;
  comment: string;
  /** The failing checks that the dialog showed, by id. */
  over: readonly string[];
  /** What must be met for an approval to stand. */
  conditions?: readonly ConditionAsked[];
  /** Id of whoever is spoken for. */
  onBehalfOf?: string;
  presence: Presence;
};

export type StepVerb = "watch" | "submit" | "start" | "edit" | "withdraw";

/** Something other than signing that the reader can do. */
export type NextStep = {
  verb: StepVerb;
  label: string;
  /** What it will do, as one sentence in the dialog. */
  consequence: string;
  variant: "solid" | "plain" | "danger";
  asksReason: boolean;
  asksPassword: boolean;
  /** What speaks against it, worst first. Going over what fails asks for the reason. */
  concerns?: readonly Concern[] | undefined;
  whyNot?: WhyNot | undefined;
  href?: string | undefined;
};

/** A check that does not pass. */
export type Concern = {
  readonly id: string;
  readonly tone: "fail" | "hold";
  readonly title: string;
  readonly text: string;
  /** When what it found happened. */
  readonly at?: string | undefined;
};

/** What the reader decides, or why there is nothing to decide. */
export type DecisionView<D extends VerdictDecision = VerdictDecision> =
  | {
      kind: "sign";
      /** What is signed: "churn-risk v2 to production". */
      subject: string;
      /** What speaks against approving, worst first. */
      concerns: readonly Concern[];
      seat: SigningSeat<D>;
      printedName: string;
      /** Of a release; a proposed policy has no rounds. */
      round?: number | undefined;
      subjectDigest: string;
      /** What the reader can sign with besides the password. */
      means: Means;
      /** Whether the verdict is sealed: nobody reads it before the others gave theirs, and it is signed later. */
      sealed?: boolean | undefined;
    }
  | {
      kind: "done" | "watch" | "barred";
      text: string;
      /** Where to do something about it. */
      place?: Place | undefined;
    };

/** "Approve with conditions": the act that an offer is. */
export const offerLabel = ({ verb, onConditions }: Pick<VerdictOffer, "verb" | "onConditions">): string =>
  onConditions ? "Approve with conditions" : verdictLabels[verb];

export const verdictLabels: Readonly<Record<VerdictDecision, string>> = {
  approve: "Approve",
  "request-changes": "Request changes",
  reject: "Reject",
};
