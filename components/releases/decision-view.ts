import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";

/** What a reader can do about a release, decided by the server and drawn here. */

export type VerdictVerb = "approve" | "approve-with-conditions" | "request-changes" | "reject";

export type VerdictOffer = {
  verb: VerdictVerb;
  /** The sentence that is signed: "I have reviewed … and approve …". */
  meaning: string;
  whyNot?: string | undefined;
};

export type SigningSeat = {
  seatId: string;
  /** "Security" */
  name: string;
  /** Sections of the manifest this seat answers for, and which of them changed since it last signed. */
  sections: readonly string[];
  changedSections: readonly string[];
  /** What the reader signed here already and what still counts: "You approved on …". They may change their mind. */
  already?: string | undefined;
  offers: readonly VerdictOffer[];
};

export type SigningInput = {
  seatId: string;
  verb: VerdictVerb;
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

export type Decision =
  | {
      kind: "sign";
      seat: SigningSeat;
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

export const verdictLabels: Record<VerdictVerb, string> = {
  approve: "Approve",
  "approve-with-conditions": "Approve with conditions",
  "request-changes": "Request changes",
  reject: "Reject",
};
