import { durationText } from "#components/releases/duration-text.ts";
import { withGaps } from "#components/rollouts/chart-scale.ts";
import type { ArmSeries, GuardrailRow } from "#components/rollouts/rollout-view.ts";
import { formatNumber, formatSigned } from "#components/ui/format-number.ts";
import { spanText } from "#components/ui/format-time.ts";
import type { Guardrail, Metric, Stage } from "#lib/releases/plan.ts";
import { level } from "#lib/rollouts/phrases.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";

/** Each guardrail as the table reads it; what the verdict has no number for is left out, never zero. */
export function guardrailRows({
  plan,
  stageIndex,
  guardrails,
  endedAt,
  verdicts,
}: RolloutView): GuardrailRow[] {
  const stage = plan.stages[stageIndex]!;
  const judgedAt = endedAt === null ? undefined : verdicts[0]?.decidedAt;
  return guardrails.flatMap(({ verdict, latestAt, matureShare }, index) => {
    const guardrail = plan.guardrails[index];
    return guardrail
      ? [
          {
            ...guardrailRow(guardrail, stage, verdict),
            latestAt,
            matureShare,
            ageThen: ageAt(judgedAt, latestAt),
          },
        ]
      : [];
  });
}

function ageAt(judgedAt: string | undefined, latestAt: string | null): string | undefined {
  if (judgedAt === undefined) return undefined;
  return latestAt === null ? "–" : spanText(Date.parse(judgedAt) - Date.parse(latestAt));
}

/** One verdict over one guardrail, without what only a live rollout knows. */
export function guardrailRow(
  guardrail: Guardrail,
  stage: Stage,
  verdict: GuardrailVerdict,
): Omit<GuardrailRow, "latestAt" | "matureShare"> {
  const { metric } = guardrail;
  const value = (mean: number | undefined) => (metric && mean !== undefined ? level(metric, mean) : null);
  return {
    id: guardrail.id,
    name: guardrail.title,
    rule: ruleText(guardrail, stage),
    baseline: value(verdict.baselineMean),
    candidate: value(verdict.candidateMean),
    ...differenceText(metric, verdict),
    nBaseline: verdict.n.baseline,
    nCandidate: verdict.n.candidate,
    state: verdict.state,
    reason: verdict.reason,
  };
}

function ruleText({ id, metric, rule }: Guardrail, stage: Stage): string {
  if (rule.kind === "sample-ratio") {
    const share = stage.kind === "shadow" ? "both answer everyone" : `${stage.trafficPercent} % planned`;
    return `${share}, tested at every look`;
  }
  const in_ = (value: number) => (metric ? level(metric, value) : String(value));
  if (rule.kind === "threshold") return `at most ${in_(rule.max)}${timesText(rule.failure)}`;
  const margin = stage.advanceMargins?.[id] ?? rule.advanceMargin;
  return `widens within ${in_(margin)}, back beyond ${in_(rule.rollbackMargin)}`;
}

type Failure = Extract<Guardrail["rule"], { kind: "threshold" }>["failure"];

function timesText(failure: Failure): string {
  if (failure === "immediate") return "";
  if ("consecutive" in failure) return `, fails after ${failure.consecutive} windows in a row`;
  return `, fails at ${failure.k} of ${failure.of} windows`;
}

/** Candidate minus baseline in the metric's own direction; the verdict keeps harms, where + is worse. */
function differenceText(metric: Metric | undefined, verdict: GuardrailVerdict) {
  const { difference, lower, upper, p } = verdict;
  if (p !== undefined)
    return { difference: `p ${p < 0.001 ? "< 0.001" : formatNumber(p, 2)}`, interval: null };
  if (!metric || difference === undefined) return { difference: null, interval: null };
  const turn = metric === "accuracy" ? -1 : 1;
  const signed = (harm: number) => signedLevel(metric, harm * turn);
  const ends = [lower, upper].map((end) => (end === undefined ? null : signed(end)));
  const [low, high] = turn === 1 ? ends : ends.toReversed();
  const interval = low || high ? `[${low ?? "−∞"}, ${high ?? "∞"}]` : null;
  return { difference: signed(difference), interval };
}

function signedLevel(metric: Metric, value: number): string {
  if (metric === "latency-ms") return `${formatSigned(value, 1)} ms`;
  return isShare(metric) ? `${formatSigned(value * 100, 2)} %` : formatSigned(value, 4);
}

const isShare = (metric: Metric): boolean => metric === "accuracy" || metric === "error-rate";

/** Both arms of each watched metric, with the level that takes the candidate back and where that was crossed. */
export function armSeries(view: RolloutView): ArmSeries[] {
  return view.series.flatMap((series) => {
    const index = view.plan.guardrails.findIndex(({ metric }) => metric === series.metric);
    const guardrail = view.plan.guardrails[index];
    if (!guardrail?.metric) return [];
    const now = view.guardrails[index];
    const failed = now?.verdict.state === "FAIL";
    return [
      {
        id: guardrail.id,
        name: guardrail.title,
        qualifier: qualifierOf(guardrail, series.bucketSeconds),
        decimals: guardrail.metric === "latency-ms" ? 1 : 4,
        points: withGaps(series.points, series.bucketSeconds),
        limit: limitOf(guardrail, now?.verdict),
        breachAt: failed ? view.times.breachAt : null,
        silentSince: now && isSilent(now.verdict.state) ? now.latestAt : null,
      },
    ];
  });
}

const isSilent = (state: GuardrailVerdict["state"]): boolean => state === "STALE" || state === "NO_DATA";

function qualifierOf({ metric }: Guardrail, bucketSeconds: number): string {
  const better = metric === "accuracy" ? "higher is better" : "lower is better";
  return `${better}, steps of ${durationText(bucketSeconds)}`;
}

/** For a comparison, the baseline's level shifted by the margin that takes the candidate back. */
function limitOf({ rule, metric }: Guardrail, verdict: GuardrailVerdict | undefined): number | null {
  if (rule.kind === "threshold") return rule.max;
  if (rule.kind === "sample-ratio" || verdict?.baselineMean === undefined) return null;
  return verdict.baselineMean + (metric === "accuracy" ? -rule.rollbackMargin : rule.rollbackMargin);
}
