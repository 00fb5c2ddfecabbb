import { type Metric, rowsOf } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { type SliceRule, sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { readsStretches } from "#lib/rollouts/late-harm.ts";
import { readsWindows } from "#lib/rollouts/rules.ts";
import { repeatsOf, spreadOf } from "#lib/stats/design-effect.ts";
import { type ExponentialHistogram, histogramOf } from "#lib/stats/exponential-histogram.ts";
import type { Moments } from "#lib/stats/moments.ts";
import { type Random, randomFrom } from "../../simulate/random.ts";
import { lawOf } from "./metric-law.ts";

const GROUPS = 64;
const BUCKETS = 300;
const AS_OF = "2026-11-27T12:00:00.000Z";
const ENTERED = "2026-11-27T07:00:00.000Z";
const LATEST = "2026-11-27T11:59:30.000Z";

/**
 * What was reported to every guardrail of a plan and in each of its slices, drawn at random: subjects with unequal many rows,
 * heavy tails, a few broken values and missing outcomes.
 */
export function drawnEvidence(plan: Plan, seed: number, stretches: number): Evidence {
  const random = randomFrom(seed);
  const baseline = Math.round(4000 + 40_000 * random.uniform());
  const drawn: Drawn = {
    random,
    rows: { baseline, candidate: Math.round(baseline / 9) },
    latencies: new Map(),
    stretches,
  };
  const byGuardrail = Object.fromEntries(
    plan.guardrails.flatMap((guardrail) => {
      const metric = metricOfGuardrail(plan, guardrail);
      if (!metric) return [];
      const rule = sliceRuleOf(plan, guardrail);
      const slices = rule ? { slices: slicesIn(drawn, metric, rule) } : {};
      return [[guardrail.id, { ...reported(drawn, metric, guardrail.rule), ...slices }]];
    }),
  );
  const { candidate } = drawn.rows;
  return {
    asOf: AS_OF,
    stageEnteredAt: ENTERED,
    watermark: LATEST,
    byGuardrail,
    exposureCounts: { baseline, candidate, plannedCandidateShare: 0.1, units: drawn.rows },
  };
}

type Arm = "baseline" | "candidate";
type Drawn = {
  readonly random: Random;
  readonly rows: Record<Arm, number>;
  readonly latencies: Map<string, ExponentialHistogram>;
  /** How many of the stage are over. */
  readonly stretches: number;
};

function reported(drawn: Drawn, metric: Metric, rule: Plan["guardrails"][number]["rule"]): GuardrailEvidence {
  const { rows, random } = drawn;
  const labels = (arm: Arm) => ({ owed: rows[arm], labelled: Math.round(rows[arm] * 0.985) });
  const both = { baseline: labels("baseline"), candidate: labels("candidate") };
  const block = (n: number) => ({ n, events: random.binomial(n, 0.005) });
  return {
    baseline: armOf(drawn, metric, "baseline"),
    candidate: armOf(drawn, metric, "candidate"),
    ...(metric.known.when === "outcome" ? { labels: { ...both, newest: { ...both, seconds: 600 } } } : {}),
    ...(metric.quantile
      ? {
          histograms: {
            baseline: histogram(drawn, metric, "baseline"),
            candidate: histogram(drawn, metric, "candidate"),
          },
        }
      : {}),
    ...(readsWindows(rule) ? { recent: Array.from({ length: 100 }, () => 40 + 10 * random.normal()) } : {}),
    ...(readsStretches(rule, metric)
      ? {
          stretches: Array.from({ length: drawn.stretches }, () => ({
            baseline: momentsIn(drawn, metric, Math.floor(rows.baseline / drawn.stretches)),
            candidate: momentsIn(drawn, metric, Math.floor(rows.candidate / drawn.stretches)),
          })),
        }
      : {}),
    ...(readsBlocks(rule, metric)
      ? {
          blocks: Array.from({ length: BUCKETS }, () => ({
            baseline: block(Math.round(rows.baseline / BUCKETS)),
            candidate: block(Math.round(rows.candidate / BUCKETS)),
          })),
        }
      : {}),
  };
}

/** As many as the plan judges, of unequal size and no thinner than those of a week are. */
function slicesIn(
  drawn: Drawn,
  metric: Metric,
  { by, most }: SliceRule,
): NonNullable<GuardrailEvidence["slices"]> {
  const arm = (name: Arm, at: number) => {
    const n = Math.ceil((drawn.rows[name] * (at + 1)) / most);
    return { ...momentsIn(drawn, metric, n), nonFinite: drawn.random.binomial(n, 0.0002) };
  };
  return {
    judged: Array.from({ length: most }, (_, at) => ({
      slice: `${by[0]}=${at}`,
      baseline: arm("baseline", at),
      candidate: arm("candidate", at),
    })),
    leftOut: [],
  };
}

function momentsIn({ random }: Drawn, metric: Metric, n: number): Moments {
  const { share, level, spread } = lawOf(metric);
  if (!share) return { n, mean: level + (spread * random.normal()) / 40, m2: n * spread ** 2 };
  const events = random.binomial(n, level);
  return { n, mean: events / n, m2: events * (1 - events / n) };
}

function armOf(drawn: Drawn, metric: Metric, arm: Arm): ArmEvidence {
  const { random, rows } = drawn;
  const nonFinite = random.binomial(rows[arm], 0.0002);
  const n = rows[arm] - nonFinite;
  const { share, level, spread } = lawOf(metric);
  const { mean, m2 } = momentsIn(drawn, metric, n);
  const each = Array.from({ length: GROUPS }, () =>
    Math.max(1, Math.round((rows[arm] / GROUPS) * (1 + random.normal() / 8))),
  );
  const totals = each.map((count) =>
    share ? random.binomial(count, level) : count * (mean + (spread * random.normal()) / 8),
  );
  const broken = each.map((count) => random.binomial(count, 0.0002));
  return {
    n,
    mean,
    m2,
    nonFinite,
    latestAt: LATEST,
    bySubject: {
      rows: rows[arm],
      subjects: Math.round(rows[arm] / 3),
      repeats: repeatsOf(each),
      values: spreadOf({ rows: each, totals }, m2 + n * mean * mean),
      broken: spreadOf({ rows: each, totals: broken }, nonFinite),
    },
  };
}

/** Lognormal, with a tail so heavy that a mean of it says little. */
function histogram({ random, rows, latencies }: Drawn, metric: Metric, arm: Arm): ExponentialHistogram {
  const key = `${rowsOf(metric)} ${arm}`;
  const found =
    latencies.get(key) ??
    histogramOf(Array.from({ length: rows[arm] }, () => 30 * Math.exp(1.5 * random.normal())));
  latencies.set(key, found);
  return found;
}
