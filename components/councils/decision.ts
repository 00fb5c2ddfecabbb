import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** What a reader can do about a release or a proposed policy, decided by the server and drawn here. */

/** `D` is what can be said to it: a policy takes fewer decisions than a release. */
export type VerdictOffer<D extends VerdictDecision = VerdictDecision> = {
  verb: D;
  /** The sentence that is signed: "I have reviewed … and approve …". */
  meaning: string;
  whyNot?: string | undefined;
};

export type SigningSeat<D extends VerdictDecision = VerdictDecision> = {
  seatId: BusinessFunction;
  /** "Security" */
  name: string;
  /** Sections of the manifest this seat answers for, and which of them changed since it last signed. */
  sections: readonly string[];
  changedSections: readonly string[];
  /** What the reader signed here already and what still counts: "You approved on …". They may change their mind. */
  already?: string | undefined;
  offers: readonly VerdictOffer<D>[];
};

export type SigningInput<D extends VerdictDecision = VerdictDecision> = {
  seatId: BusinessFunction;
  verb: D;
  comment: string;
  presence: Presence;
};

/** Something other than signing that is the reader's to do: submit, start, withdraw, edit. */
export type NextStep = {
  verb: string;
  label: string;
  /** One sentence in the dialog: what it will do. */
  consequence: string;
  variant: "solid" | "plain" | "danger";
  asksReason: boolean;
  asksPassword: boolean;
  whyNot?: string | undefined;
  href?: string | undefined;
};

/** What is the reader's to decide, or why nothing is. */
export type DecisionView<D extends VerdictDecision = VerdictDecision> =
  | {
      kind: "sign";
      seat: SigningSeat<D>;
      printedName: string;
      /** Of a release; a proposed policy has one. */
      round?: number | undefined;
      subjectDigest: string;
      /** What the reader has to sign with besides the password. */
      means: Means;
    }
  | { kind: "done"; text: string }
  | { kind: "watch"; text: string }
  | { kind: "barred"; text: string };

export const verdictLabels: Record<VerdictDecision, string> = {
  approve: "Approve",
  "request-changes": "Request changes",
  reject: "Reject",
};
