import type { ReleaseCase } from "./case.ts";
import type { Plan } from "./plan.ts";
import { CAUTIOUS_PLAN, FIRST_PLAN, QUICK_PLAN } from "./template-plans.ts";

/** A release half written: `{blanks}` in the texts are filled from what is to be released. Its author mends the rest. */
export type ReleaseTemplate = {
  readonly id: string;
  readonly title: string;
  readonly whenToUse: string;
  readonly case: ReleaseCase;
  readonly plan: Plan;
};

/** What the blanks are filled with. */
export type ToRelease = {
  readonly model: string;
  readonly version: number;
  readonly pointer: string;
  /** The version that is live on the pointer now. */
  readonly live: number | null;
  /** What the version says of itself. */
  readonly description: string;
};

const ROLLBACK = [
  "Log-loss on matured outcomes is worse than that of {live} by more than its margin beyond doubt.",
  "The share of failed answers is above that of {live} by more than its margin beyond doubt.",
];

const staged: ReleaseCase = {
  what: "Put version {version} of {model} behind {pointer}, in place of {live}.\n\n{description}",
  why: "The evaluation reports bound to version {version} compare it with {live} on the same rows, overall and by slice. They say what it does better offline; the stages of the plan find out whether that holds on live traffic.",
  benefit:
    "Predictions closer to what really happens. It shows in log-loss on matured outcomes, candidate against baseline, and in the calibration table of the report.",
  risk: "An offline report cannot see how a version is served. Were its inputs prepared differently in production, its answers would be worse than those of {live} for everyone it answers, until a guardrail takes it back.",
  wayBack:
    "By itself: a failed guardrail puts everyone back on {live} within seconds. By hand: the release manager rolls it back from the rollout's page at any time, also after the last stage.",
  acceptance: [
    "Every guardrail of the plan passes in every stage.",
    "Log-loss on matured outcomes is no worse than that of {live} within the margin of the last stage.",
  ],
  rollback: ROLLBACK,
  substantialModification: {
    is: false,
    because:
      "Purpose, users, inputs and the way its output is used are those of {live}; only the learned weights and their preparation change.",
  },
};

const cautious: ReleaseCase = {
  ...staged,
  why: `${staged.why} This one goes slowly: a mistake here costs more than a few days.`,
  acceptance: [
    ...staged.acceptance,
    "No complaint from the people who work with the predictions is open when the last stage ends.",
  ],
};

const mended: ReleaseCase = {
  ...staged,
  what: "Put version {version} of {model} behind {pointer}, in place of {live}. It mends the version that was taken back before.\n\n{description}",
  why: "The version before was taken back by a guardrail. Version {version} mends what its incident found; its reports compare it with {live} on the same rows.",
  risk: "What was found may not have been all that was wrong. The guardrails that took the earlier version back watch this one from the first stage on.",
  acceptance: [
    ...staged.acceptance,
    "The slices that breached before are no worse than under {live} on matured outcomes.",
  ],
};

const first: ReleaseCase = {
  ...staged,
  what: "Put version {version} of {model} behind {pointer}, where nothing is live yet.\n\n{description}",
  why: "There is no prediction today; people go by the timetable alone. The evaluation report bound to version {version} says how much better than the base rate it does, overall and by slice.",
  benefit:
    "The people who plan see what is likely to go wrong before it does. It shows in the report's AUC and in log-loss on live outcomes from the first day.",
  risk: "Nobody is used to the score yet, and it says nothing of single cases: who follows it blindly plans worse than who does not look at it.",
  wayBack:
    "Serving systems fall back to no prediction when they are told so; nothing else depends on it yet.",
  acceptance: ["Log-loss on matured outcomes of the first week is within the interval of the report."],
  rollback: ["Log-loss on matured outcomes of the first week is above the interval of the report."],
  substantialModification: { is: true, because: "It is the first version: everything about it is new." },
};

/** The first is offered first. */
export const RELEASE_TEMPLATES: readonly [ReleaseTemplate, ...ReleaseTemplate[]] = [
  {
    id: "staged",
    title: "In five stages",
    whenToUse: "The usual update, where outcomes are known within seconds: shadow, then 5, 25, 50 and 100 %.",
    case: staged,
    plan: QUICK_PLAN,
  },
  {
    id: "cautious",
    title: "Slowly, over four days",
    whenToUse:
      "Where outcomes take hours or a mistake is dear: shadow, then 1, 5, 25, 50 and 100 %, hours in each.",
    case: cautious,
    plan: CAUTIOUS_PLAN,
  },
  {
    id: "mended",
    title: "Mended after a rollback",
    whenToUse: "The successor of a version that was taken back, by the plan that caught it.",
    case: mended,
    plan: QUICK_PLAN,
  },
  {
    id: "first",
    title: "First version on a pointer",
    whenToUse: "Nothing is live there yet, so there is nothing to compare with: it answers everyone at once.",
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
  // One pass over the template: braces in the description stay as they are.
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
