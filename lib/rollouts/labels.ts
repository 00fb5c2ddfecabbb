import { type GuardrailRule, minLabelledPercent } from "#lib/releases/plan.ts";
import { bernoulliDifferenceSequence } from "#lib/stats/bernoulli.ts";
import type { Count } from "#lib/stats/proportions.ts";
import { errorBudget, type Judging } from "./error-budget.ts";
import { duration, type GuardrailEvidence, type LabelCount } from "./evidence.ts";
import { count, percent } from "./phrases.ts";
import { bySubject } from "./subjects.ts";
import type { Finding, VerdictNumbers } from "./verdict.ts";

type Arm = "baseline" | "candidate";

/** The arms whose outcomes a rule rests on. */
const armsOf = (rule: GuardrailRule): readonly Arm[] =>
  rule.kind === "threshold" ? ["candidate"] : ["baseline", "candidate"];

/**
 * Why the outcomes are not whole enough to pass on, as a sentence; null where they are. The answers that lack theirs need
 * not be like the others: what goes wrong is often known last.
 */
export function missingLabels(
  judging: Judging,
  rule: GuardrailRule,
  found: GuardrailEvidence,
): { reason: string; numbers: VerdictNumbers } | null {
  const { labels } = found;
  if (!judging.judge.needsLabels || labels === undefined) return null;
  const needed = minLabelledPercent(judging.plan);
  for (const arm of armsOf(rule)) {
    const labelsNeeded = missingOf(labels[arm], needed);
    if (labelsNeeded > 0) {
      const reason = `${shareOf(labels[arm])} of the ${arm}'s answers have their outcome, ${needed} % are needed: ${count(labelsNeeded)} missing.`;
      return { reason, numbers: { labelsNeeded } };
    }
    const late = labels.newest[arm];
    if (missingOf(late, needed) > 0) {
      const reason = `Outcomes come later than the plan says: ${shareOf(late)} of the ${arm}'s answers of the last ${duration(labels.newest.seconds)} that are due have theirs, ${needed} % are needed.`;
      return { reason, numbers: { newestLabelled: late.labelled / late.owed } };
    }
  }
  return rule.kind === "threshold" || !apart(judging, found, labels)
    ? null
    : {
        reason: `Outcomes do not reach the arms alike: ${shareOf(labels.baseline)} of the baseline's answers have one, ${shareOf(labels.candidate)} of the candidate's.`,
        numbers: {},
      };
}

const missingOf = ({ owed, labelled }: LabelCount, needed: number): number =>
  Math.ceil((owed * needed) / 100) - labelled;

const shareOf = ({ owed, labelled }: LabelCount): string => percent(owed === 0 ? 1 : labelled / owed);

/** Whether the arms' label rates are proven to differ: exact, at every look, with the outcomes of a subject as one. */
function apart(judging: Judging, found: GuardrailEvidence, labels: Record<Arm, LabelCount>): boolean {
  const { labels: alpha } = errorBudget(judging);
  const [baseline, candidate] = (["baseline", "candidate"] as const).map((arm) =>
    bySubject(found[arm], trials(labels[arm])),
  );
  const apart = bernoulliDifferenceSequence(baseline!, candidate!, alpha);
  return apart.status === "ok" && (apart.lower > 0 || apart.upper < 0);
}

/** An outcome that came for an answer which owed none counts as none. */
const trials = ({ owed, labelled }: LabelCount): Count => ({ n: owed, successes: Math.min(owed, labelled) });

/** What the outcomes say of a finding: each arm's share of them, and how much those that are missing could change. */
export function labelNumbers(
  { judge }: Judging,
  rule: GuardrailRule,
  { labels }: GuardrailEvidence,
  finding: Finding,
): VerdictNumbers {
  if (!judge.needsLabels || labels === undefined) return {};
  const { baseline, candidate } = labels;
  return {
    ...(baseline.owed > 0 ? { baselineLabelled: trials(baseline).successes / baseline.owed } : {}),
    ...(candidate.owed > 0 ? { candidateLabelled: trials(candidate).successes / candidate.owed } : {}),
    ...(rule.kind === "sequential" ? tippingPoint(candidate, finding, rule.rollbackMargin) : {}),
  };
}

/**
 * How much worse (+) or better (-) than the others the answers without an outcome would have to be, on average, for the
 * bound that decided to reach its margin.
 */
function tippingPoint(
  { owed, labelled }: LabelCount,
  { state, numbers }: Finding,
  rollbackMargin: number,
): VerdictNumbers {
  if (owed <= labelled || state === "INCONCLUSIVE") return {};
  const [bound, margin] =
    state === "FAIL" ? [numbers.lower, rollbackMargin] : [numbers.upper, numbers.margin];
  if (bound === undefined || margin === undefined) return {};
  return { tippingPoint: ((margin - bound) * owed) / (owed - labelled) };
}
