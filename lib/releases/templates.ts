import type { ReleaseCase } from "./case.ts";
import type { Plan } from "./plan.ts";
import { CAUTIOUS_PLAN, FIRST_PLAN, QUICK_PLAN } from "./template-plans.ts";

/**
 * A half-written release: `{blanks}` in its texts are filled with what is to be released. Its author edits the rest.
 */
export type ReleaseTemplate = {
  readonly id: string;
  readonly title: string;
  readonly whenToUse: string;
  readonly case: ReleaseCase;
  readonly plan: Plan;
};

/** The values of the blanks. */
export type ToRelease = {
  readonly model: string;
  readonly version: number;
  readonly pointer: string;
  /** The version that is live on the pointer now. */
  readonly live: number | null;
  /** The version's own description. */
  readonly description: string;
};

const ROLLBACK = [
  "Log-loss on matured outcomes is proven worse than under {live} by more than its margin.",
  "The error rate is proven higher than under {live} by more than its margin.",
];

const staged: ReleaseCase = {
  what: "Put version {version} of {model} behind {pointer}, in place of {live}.\n\n{description}",
  why: "The evaluation reports bound to version {version} compare it with {live} on the same rows, overall and by slice. They show what it does better offline; the stages of the plan test whether that holds on live traffic.",
  benefit:
    "More accurate predictions. It shows in log-loss on matured outcomes, candidate against baseline, and in the calibration table of the report.",
  risk: "An offline report does not show how a version is served. If production prepared its inputs differently, everyone it serves would get worse answers than from {live} until a guardrail rolls it back.",
  wayBack:
    "Automatic: a failed guardrail puts everyone back on {live} within seconds. By hand: the release manager rolls it back on the rollout's page at any time, even after the last stage.",
  acceptance: [
    "Every guardrail of the plan passes in every stage.",
    "Log-loss on matured outcomes is no worse than under {live}, within the margin of the last stage.",
  ],
  rollback: ROLLBACK,
  substantialModification: {
    is: false,
    because:
      "Purpose, users, inputs and use of the output are the same as for {live}; only the learned weights and how they were trained change.",
  },
};

const cautious: ReleaseCase = {
  ...staged,
  why: `${staged.why} It advances slowly because a mistake here costs more than a few days.`,
  acceptance: [
    ...staged.acceptance,
    "No complaint from users of the predictions is open when the last stage ends.",
  ],
};

const mended: ReleaseCase = {
  ...staged,
  what: "Put version {version} of {model} behind {pointer}, in place of {live}. It fixes the version that was rolled back.\n\n{description}",
  why: "A guardrail rolled the previous version back. Version {version} fixes what its incident found; its reports compare it with {live} on the same rows.",
  risk: "The incident may not have found every fault. The guardrails that rolled the earlier version back watch this one from the first stage.",
  acceptance: [
    ...staged.acceptance,
    "The slices that breached are no worse than under {live} on matured outcomes.",
  ],
};

const first: ReleaseCase = {
  ...staged,
  what: "Put version {version} of {model} behind {pointer}, where nothing is live yet.\n\n{description}",
  why: "There is no prediction today; people use the timetable alone. The evaluation report bound to version {version} shows how much it beats the base rate, overall and by slice.",
  benefit:
    "Planners see likely problems in advance. It shows in the report's AUC and in log-loss on live outcomes from the first day.",
  risk: "Nobody is used to the score yet, and it does not settle single cases: following it blindly is worse than ignoring it.",
  wayBack: "Serving systems can be switched back to no prediction; nothing else depends on it yet.",
  acceptance: ["Log-loss on matured outcomes of the first week is within the interval of the report."],
  rollback: ["Log-loss on matured outcomes of the first week is above the interval of the report."],
  substantialModification: { is: true, because: "It is the first version: everything about it is new." },
};

/** The form offers the first one first. */
export const RELEASE_TEMPLATES: readonly [ReleaseTemplate, ...ReleaseTemplate[]] = [
  {
    id: "staged",
    title: "In five stages",
    whenToUse: "The usual update, with outcomes known within seconds: shadow, then 5, 25, 50 and 100 %.",
    case: staged,
    plan: QUICK_PLAN,
  },
  {
    id: "cautious",
    title: "Slow: over four days",
    whenToUse:
      "Where outcomes take hours or a mistake is costly: shadow, then 1, 5, 25, 50 and 100 %, hours in each.",
    case: cautious,
    plan: CAUTIOUS_PLAN,
  },
  {
    id: "mended",
    title: "Fix after a rollback",
    whenToUse: "The successor of a version that was rolled back, under the plan that caught it.",
    case: mended,
    plan: QUICK_PLAN,
  },
  {
    id: "first",
    title: "First version on a pointer",
    whenToUse: "Nothing is live there yet, so there is nothing to compare with: it serves everyone at once.",
    case: first,
    plan: FIRST_PLAN,
  },
];

/** The template's case with its blanks filled. */
export function fillCase({ case: blank }: ReleaseTemplate, toRelease: ToRelease): ReleaseCase {
  const words: Readonly<Record<string, string>> = {
    model: toRelease.model,
    version: String(toRelease.version),
    pointer: toRelease.pointer,
    live: toRelease.live === null ? "no version" : `version ${toRelease.live}`,
    description: toRelease.description,
  };
  // Filled in one pass: braces in the description stay unchanged.
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (all, name: string) => words[name] ?? all);
  const { substantialModification, acceptance, rollback, ...texts } = blank;
  return {
    what: fill(texts.what).trim(),
    why: fill(texts.why),
    benefit: fill(texts.benefit),
    risk: fill(texts.risk),
    wayBack: fill(texts.wayBack),
    acceptance: acceptance.map(fill),
    rollback: rollback.map(fill),
    substantialModification: {
      is: substantialModification.is,
      because: fill(substantialModification.because),
    },
  };
}
