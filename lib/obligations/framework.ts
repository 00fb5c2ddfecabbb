/** What can answer a point: a control of the product, or evidence that a release carries. */
export const EVIDENCE = [
  "intended-use",
  "identity",
  "consumers",
  "software",
  "files",
  "compute",
  "schema",
  "instructions",
  "methods",
  "design",
  "data",
  "data-in-card",
  "oversight",
  "foreseen-changes",
  "modification",
  "validation",
  "security",
  "groups",
  "limits",
  "measures",
  "ethics",
  "risk",
  "tier",
  "changes",
  "standards",
  "declaration",
  "watch",
  "roles",
  "independence",
  "objections",
  "challenge",
  "go-no-go",
  "rollout",
  "rollback",
  "way-back",
  "log",
  "admission",
  "inventory",
  "validity",
  "retirement",
  "incidents",
  "drift",
  "thresholds",
] as const;
export type EvidenceId = (typeof EVIDENCE)[number];

/**
 * `answered`: the evidence is on record. `waiting`: it is there, and somebody has yet to sign or judge it. `blank`: there is
 * none. A blank never counts as answered.
 */
export const ANSWER_STATES = ["answered", "waiting", "blank"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export type Answer = {
  readonly state: AnswerState;
  /** What answers it, or what is missing, as a person says it. */
  readonly says: string;
  readonly place?: { readonly label: string; readonly href: string };
  /** Of the evidence, where it has one. */
  readonly digest?: string;
};
export type Answers = Readonly<Record<EvidenceId, Answer>>;

/** One thing that is asked for, in our own words. */
export type Point = { readonly id: string; readonly asks: string; readonly by: EvidenceId };

/** `conflicting`: sources disagree on when it applies, and all are named. */
export const FRAMEWORK_STATUSES = ["in-force", "conflicting", "superseded"] as const;

export type Framework = {
  readonly id: string;
  readonly name: string;
  /** The part of it that these points are of. */
  readonly part: string;
  readonly status: (typeof FRAMEWORK_STATUSES)[number];
  /** Since when, for whom, replaced by what: one or two sentences. */
  readonly standing: string;
  /** Who has to follow it, where that is not everybody. */
  readonly audience?: string;
  /** Where its own text is, and what each date rests on. */
  readonly sources: readonly { readonly title: string; readonly href: string }[];
  /** None where another has replaced it. */
  readonly sections: readonly { readonly title: string; readonly points: readonly Point[] }[];
};
