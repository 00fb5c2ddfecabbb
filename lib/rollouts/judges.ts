/**
 * What sets the judges apart. A judge that gave verdicts never changes: what it decided is recomputed from its traits.
 */
export type JudgeTraits = {
  /**
   * Variance of a share from (k + 4)/(n + 8) in place of k/n, which is near 0 where events are rare and an arm is thin.
   */
  readonly smoothsShares: boolean;
  /** One error budget for the whole rollout: alpha is shared by guardrails and stages, and by every check of one. */
  readonly sharesOneBudget: boolean;
  /** A limit is crossed when a bound proves it, never by a bare mean. */
  readonly provesLimits: boolean;
  /** Quality passes only where nearly all outcomes that are due have come, to both arms alike. */
  readonly needsLabels: boolean;
  /** The arms' traffic is compared over the time that both have reported. */
  readonly countsSharedTime: boolean;
  /** More broken values than are tolerated hold a stage only where they are proven to be more, as chance goes. */
  readonly provesBroken: boolean;
  /** The rows of one subject count as what they are worth in independent rows, and the split is that of subjects. */
  readonly countsSubjects: boolean;
  /** A quantile is also judged where one bin holds more rows than chance moves its rank. */
  readonly keepsReach: boolean;
  /**
   * The mean of values within a range is compared by what holds for any law within it; pairs of shares by those that differ.
   */
  readonly boundsMeans: boolean;
  /** A harm that began late is looked for beside the whole stage's evidence. */
  readonly seeksLateHarm: boolean;
  /** Arms are compared within blocks of time, so that no split that changes makes them differ. */
  readonly blocksTime: boolean;
  /** Slices and groups that the plan names are judged, out of the guardrail's budget. */
  readonly judgesSlices: boolean;
  /** The share of values that may be unusable before it counts against the arm that gave them. */
  readonly toleratedBroken: number;
};

const JUDGE_1: JudgeTraits = {
  smoothsShares: false,
  sharesOneBudget: false,
  provesLimits: false,
  needsLabels: false,
  provesBroken: false,
  countsSharedTime: false,
  countsSubjects: false,
  keepsReach: false,
  boundsMeans: false,
  seeksLateHarm: false,
  blocksTime: false,
  judgesSlices: false,
  toleratedBroken: 0,
};
const JUDGE_2: JudgeTraits = {
  ...JUDGE_1,
  smoothsShares: true,
  sharesOneBudget: true,
  provesLimits: true,
  toleratedBroken: 0.001,
};

const JUDGE_3: JudgeTraits = { ...JUDGE_2, needsLabels: true, countsSharedTime: true, provesBroken: true };

const JUDGE_4: JudgeTraits = { ...JUDGE_3, countsSubjects: true };

const JUDGE_5: JudgeTraits = { ...JUDGE_4, keepsReach: true };

const JUDGE_6: JudgeTraits = { ...JUDGE_5, boundsMeans: true, seeksLateHarm: true };

/** Every judge that has given verdicts, by the name stored with them. */
export const JUDGES = {
  "judge-1": JUDGE_1,
  "judge-2": JUDGE_2,
  "judge-3": JUDGE_3,
  "judge-4": JUDGE_4,
  "judge-5": JUDGE_5,
  "judge-6": JUDGE_6,
  "judge-7": { ...JUDGE_6, blocksTime: true, judgesSlices: true },
} as const satisfies Readonly<Record<string, JudgeTraits>>;
export type JudgeVersion = keyof typeof JUDGES;

/** The judge of today, stored with every verdict. Any change to a rule is a new row of `JUDGES`. */
export const JUDGE_VERSION: JudgeVersion = "judge-7";

export const isJudge = (version: string): version is JudgeVersion => Object.hasOwn(JUDGES, version);
