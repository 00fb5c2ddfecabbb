import type { Tx } from "#lib/db/client.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { type Metric, rowsOf } from "#lib/metrics/metric.ts";
import { PAIR } from "#lib/monitoring/observation.ts";
import { type Guardrail, type Plan, receiptsAs, type Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeGuardrail } from "#lib/rollouts/guardrail.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { JUDGES, type JudgeVersion } from "#lib/rollouts/judges.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import type { EffectLook, RolloutHistoryView } from "#lib/rollouts/views/rollout-history.ts";
import { quantileOf } from "#lib/stats/exponential-histogram.ts";
import { armOf, isWhole } from "./arm-rows.ts";
import { type EvidenceSoFar, evidenceLooks, type WatchedStep } from "./evidence-looks.ts";
import { arePaired, overflowed } from "./gather-evidence.ts";
import { quantileLooks } from "./quantile-looks.ts";
import { type SubjectsOf, subjectsSoFar } from "./subject-evidence.ts";

type Watched = { readonly guardrail: Guardrail; readonly metric: Metric };
type JudgedStep = WatchedStep & { readonly stage: Stage; readonly judge: JudgeVersion };
/** How alike a subject's rows are is read once for a stage, from all it reported: looks differ in their sums alone. */
type LookedBackAt = JudgedStep & { readonly bySubject: SubjectsOf };

/** Every guardrail that watches a metric, judged again at each look of each stage from the evidence as it is stored. */
export async function effectHistory(
  tx: Tx,
  plan: Plan,
  steps: readonly JudgedStep[],
): Promise<RolloutHistoryView["effects"]> {
  const watched: Watched[] = plan.guardrails.flatMap((guardrail) => {
    const metric = metricOfGuardrail(plan, guardrail);
    return metric ? [{ guardrail, metric }] : [];
  });
  const metrics = [...new Map(watched.map(({ metric }) => [metric.id, metric])).values()];
  const looks = await evidenceLooks(
    tx,
    plan,
    metrics.filter(({ quantile }) => !quantile),
    steps,
  );
  for (const metric of metrics) looks.push(...(await quantileLooks(tx, plan, metric, steps)));
  const subjects = await Promise.all(
    steps.map(({ exposureId }) =>
      subjectsSoFar(tx, {
        exposureId,
        metrics: metrics.map(rowsOf),
        cohortSeconds: plan.cohortSeconds,
      }),
    ),
  );
  const byPlace = Map.groupBy(looks, ({ exposureId, metric }) => `${exposureId} ${metric}`);
  return watched.map((one) => ({
    guardrailId: one.guardrail.id,
    stages: steps.map((step, at) => {
      const grown = byPlace.get(`${step.exposureId} ${one.metric.id}`) ?? [];
      const taken = grown[0]?.taken ?? 0;
      return {
        step: at,
        taken,
        looks: grown.map((each) => lookOf(plan, { ...step, bySubject: subjects[at]! }, one, each)),
      };
    }),
  }));
}

function lookOf(plan: Plan, step: LookedBackAt, one: Watched, soFar: EvidenceSoFar): EffectLook {
  const { guardrail } = one;
  const { at, silentSince, worstWindow, histograms } = soFar;
  const { quantile } = one.metric;
  const level = (arm: "baseline" | "candidate") =>
    quantile ? histograms && quantileOf(histograms[arm], quantile.p) : meanOf(soFar[arm]);
  const silentMs = silentSince === null ? 0 : at.getTime() - silentSince.getTime();
  const [verdict, paired] = verdictAt(plan, step, one, soFar);
  return {
    at: at.toISOString(),
    silentSince: silentMs > guardrail.maxStalenessSeconds * 1000 ? silentSince!.toISOString() : null,
    state: readsWindows(guardrail.rule) ? null : verdict.state,
    difference: verdict.difference ?? null,
    lower: verdict.lower ?? null,
    upper: verdict.upper ?? null,
    baseline: level("baseline") ?? null,
    candidate: level("candidate") ?? null,
    n: verdict.n,
    ...(paired ? { paired: true } : {}),
    worstWindow: worstWindow !== null && Number.isFinite(worstWindow) ? worstWindow : null,
  };
}

function meanOf({ n, total }: EvidenceSoFar["baseline"]): number | null {
  return n > 0 && Number.isFinite(total) ? total / n : null;
}

/** The judge's own function, on evidence that was fresh when it counted. */
function verdictAt(
  plan: Plan,
  { stage, enteredAt, judge, bySubject }: LookedBackAt,
  { guardrail, metric }: Watched,
  { at, baseline, candidate, paired: pairSums, histograms }: EvidenceSoFar,
): readonly [GuardrailVerdict, boolean] {
  const asOf = at.toISOString();
  const arm = (name: Arm | typeof PAIR) => {
    const sums = { baseline, candidate, [PAIR]: pairSums }[name];
    return sums === undefined || sums.n + sums.nonFinite === 0
      ? null
      : armOf({ ...sums, latestAt: at }, bySubject(rowsOf(metric), name));
  };
  const arms = { baseline: arm("baseline"), candidate: arm("candidate") };
  const pairs = arm(PAIR);
  const paired = pairs !== null && arePaired(pairs, arms);
  const whole = [baseline, candidate, ...(pairSums ? [pairSums] : [])].every(isWhole);
  const evidence: Evidence = {
    asOf,
    stageEnteredAt: enteredAt.toISOString(),
    watermark: asOf,
    byGuardrail: {
      [guardrail.id]: whole
        ? {
            ...arms,
            ...(paired ? { paired: pairs } : {}),
            ...(histograms ? { histograms } : {}),
            // The share of alpha of the test by blocks stays spent; its own finding is not repeated at every look.
            ...(readsBlocks(guardrail.rule, metric) ? { blocks: [] } : {}),
          }
        : overflowed,
    },
    exposureCounts: { baseline: 0, candidate: 0, plannedCandidateShare: 0 },
  };
  // How many receipts had come by then is not known; the charts are of the comparison.
  const compared = { ...plan, ...receiptsAs(0) };
  return [judgeGuardrail({ plan: compared, stage, judge: JUDGES[judge] }, guardrail, evidence), paired];
}
