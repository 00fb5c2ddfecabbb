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
  /** The share of values that may be unusable before it counts against the arm that gave them. */
  readonly toleratedBroken: number;
};

/** Every judge that has given verdicts, by the name stored with them. */
export const JUDGES = {
  "judge-1": { smoothsShares: false, sharesOneBudget: false, provesLimits: false, toleratedBroken: 0 },
  "judge-2": { smoothsShares: true, sharesOneBudget: true, provesLimits: true, toleratedBroken: 0.001 },
} as const satisfies Readonly<Record<string, JudgeTraits>>;
export type JudgeVersion = keyof typeof JUDGES;

/** The judge of today, stored with every verdict. Any change to a rule is a new row of `JUDGES`. */
export const JUDGE_VERSION: JudgeVersion = "judge-2";

export const isJudge = (version: string): version is JudgeVersion => Object.hasOwn(JUDGES, version);
