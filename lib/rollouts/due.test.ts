import fc from "fast-check";
import { expect, it } from "vitest";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
import { asOf, later, plan, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";
import { dueIn, judgeStage } from "./judge.ts";

const common = { minSamplesPerArm: 100, maxStalenessSeconds: 30, onFail: "roll-back" } as const;

/** Of each metric: the baseline's level, which way is worse, and the unit that effects are counted in: what fails it. */
const METRICS = {
  "log-loss": { level: 0.5, unit: 0.01, spread: 0.4, rule: { rollbackMargin: 0.01, advanceMargin: 0.1 } },
  accuracy: { level: 0.8, unit: -0.02, spread: 0.4, rule: { rollbackMargin: 0.02, advanceMargin: 0.1 } },
  "error-rate": { level: 0.02, unit: 0.004, spread: 0.14, rule: { rollbackMargin: 0, advanceMargin: 0.05 } },
  "latency-ms": { level: 20, unit: 1, spread: 6, rule: { rollbackMargin: 1, advanceMargin: 5 } },
  "latency-p95": {
    level: 20,
    unit: 1,
    spread: 6,
    rule: { rollbackMargin: 5, advanceMargin: 40, relative: true },
  },
} as const;
type Id = keyof typeof METRICS;
const IDS = Object.keys(METRICS) as Id[];

const guardrails = IDS.map((id): Guardrail => {
  const rule = { kind: "sequential", ...METRICS[id].rule } as const;
  return { ...common, id, title: id, metric: id, rule, onFail: id === "error-rate" ? "halt" : "roll-back" };
});
const watching: Plan = { ...plan, guardrails };

const reported = fc.record({
  /** By how many units the candidate is worse: better, short of what fails it, just beyond, and far. */
  worseBy: fc.constantFrom(-1, 0, 0.2, 0.9, 1, 1.02, 1.2, 2, 6),
  baselineRows: fc.oneof(fc.nat(300), fc.integer({ min: 1000, max: 60_000 })),
  candidateRows: fc.oneof(fc.nat(300), fc.integer({ min: 1000, max: 60_000 })),
  nonFinite: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(600)),
  worsens: fc.boolean(),
  inBlocks: fc.boolean(),
  age: fc.constantFrom(1, 20, 60),
  error: fc.constantFrom(undefined, undefined, undefined, "broken"),
  consecutiveErrors: fc.nat(6),
});
type Reported = typeof reported extends fc.Arbitrary<infer R> ? R : never;

const SPREAD_OUT = Array.from({ length: 500 }, (_, at) => 0.5 + at / 500);

function evidenceOf(id: Id, one: Reported): GuardrailEvidence {
  const { level, unit, spread } = METRICS[id];
  const worse = level + one.worseBy * unit;
  const arm = (n: number, mean: number, nonFinite: number): ArmEvidence => {
    const m2 = spread * spread * Math.max(0, n - 1);
    return { n, mean: n === 0 ? 0 : mean, m2, nonFinite, latestAt: later(-one.age) };
  };
  const part = (share: number, mean: number) => ({
    baseline: arm(Math.floor(one.baselineRows * share), level, 0),
    candidate: arm(Math.floor(one.candidateRows * share), mean, 0),
  });
  const values = (n: number, scale: number) => {
    const { bins, counts } = histogramOf(SPREAD_OUT.map((value) => scale * value));
    return { bins, counts: counts.map((count) => Math.floor((count * n) / SPREAD_OUT.length)) };
  };
  const { error, consecutiveErrors } = one;
  return {
    baseline: arm(one.baselineRows, level, 0),
    candidate: arm(one.candidateRows, worse, one.nonFinite),
    consecutiveErrors,
    ...(error === undefined ? {} : { error }),
    ...(id === "latency-p95"
      ? {
          histograms: {
            baseline: values(one.baselineRows, level),
            candidate: values(one.candidateRows, worse),
          },
        }
      : {}),
    ...(one.worsens && id !== "latency-p95"
      ? { stretches: [part(0.2, level), part(0.5, worse + unit)] }
      : {}),
    ...(one.inBlocks && id === "error-rate"
      ? {
          blocks: Array.from({ length: 5 }, () => ({
            baseline: { n: 1000, events: 2 },
            candidate: { n: 1000, events: 2 + Math.max(0, Math.round(4 * one.worseBy)) },
          })),
        }
      : {}),
  };
}

const looked = fc.record({
  /** Too early, within the stage's time, past its deadline. */
  seconds: fc.constantFrom(10, 600, 600, 600, 5000),
  all: fc.record(Object.fromEntries(IDS.map((id) => [id, reported])) as Record<Id, typeof reported>),
  quiet: fc.subarray(IDS),
});

/** The arms give what all guardrails pass with, but for those that are drawn. */
function evidenceAt({
  seconds,
  all,
  quiet,
}: typeof looked extends fc.Arbitrary<infer L> ? L : never): Evidence {
  const calm: Reported = {
    worseBy: -1,
    baselineRows: 60_000,
    candidateRows: 60_000,
    nonFinite: 0,
    worsens: false,
    inBlocks: false,
    age: 1,
    error: undefined,
    consecutiveErrors: 0,
  };
  return {
    asOf,
    stageEnteredAt: later(-seconds),
    watermark: later(-1),
    byGuardrail: Object.fromEntries(
      IDS.map((id) => [id, evidenceOf(id, quiet.includes(id) ? calm : all[id])]),
    ),
    exposureCounts: { baseline: 60_000, candidate: 20_000, plannedCandidateShare: 0.25 },
  };
}

it("what is found due is what judging decides, look after look of the same stage", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(looked, { minLength: 1, maxLength: 4 }), (looks) => {
      const own = { ...stage };
      for (const one of looks) {
        const evidence = evidenceAt(one);
        const due = dueIn(watching, own, evidence);
        expect(due).toBe(judgeStage(watching, own, evidence).decision.kind);
        seen.add(due);
      }
    }),
    { numRuns: 400 },
  );
  expect([...seen].sort()).toEqual(["advance", "halt", "hold", "roll-back"]);
});

it("what a look found is not taken for a whole verdict of the same evidence", () => {
  const calm = evidenceAt({ seconds: 10, all: {} as never, quiet: IDS });
  expect(dueIn(watching, stage, calm)).toBe("hold");
  const { verdicts } = judgeStage(watching, stage, calm);
  expect(verdicts.map(({ state }) => state)).toEqual(IDS.map(() => "PASS"));
});
