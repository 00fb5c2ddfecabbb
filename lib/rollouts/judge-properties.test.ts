import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asOf, healthy, judge, later, plan, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";

describe("properties", () => {
  const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -1, 0.5));
  const anyTime = fc.oneof(
    fc.integer({ min: -4000, max: 4000 }).map((seconds) => later(seconds)),
    fc.constantFrom(null, "", "not a time"),
  );
  const anyArm = fc.option(
    fc.record({
      n: fc.oneof(fc.nat(50_000), anyNumber),
      mean: anyNumber,
      m2: anyNumber,
      nonFinite: fc.oneof(fc.nat(3), anyNumber),
      latestAt: anyTime,
    }),
  );
  const anyMoments = fc.record({ n: fc.oneof(fc.nat(5000), anyNumber), mean: anyNumber, m2: anyNumber });
  const anyGuardrail = fc.record(
    {
      baseline: anyArm,
      candidate: anyArm,
      paired: anyArm.filter((one) => one !== null),
      stretches: fc.array(fc.record({ baseline: anyMoments, candidate: anyMoments }), { maxLength: 4 }),
      recent: fc.array(anyNumber, { maxLength: 6 }),
      error: fc.constant("broken"),
      consecutiveErrors: fc.nat(6),
    },
    { requiredKeys: ["baseline", "candidate"] },
  ) as fc.Arbitrary<GuardrailEvidence>;
  const anyEvidence = fc.record({
    asOf: anyTime.map((time) => time ?? asOf),
    stageEnteredAt: anyTime.map((time) => time ?? later(-600)),
    watermark: anyTime,
    byGuardrail: fc.dictionary(
      fc.constantFrom("log-loss", "errors", "latency", "split", "__proto__"),
      anyGuardrail,
    ),
    exposureCounts: fc.record({
      baseline: fc.oneof(fc.nat(50_000), anyNumber),
      candidate: fc.oneof(fc.nat(50_000), anyNumber),
      plannedCandidateShare: fc.oneof(fc.constant(0.25), anyNumber),
    }),
  }) as fc.Arbitrary<Evidence>;

  it("never throws, never prints NaN, and advances only on PASS", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { verdicts, decision } = judge(evidence);
        expect(verdicts.map((verdict) => verdict.guardrailId)).toEqual(plan.guardrails.map(({ id }) => id));
        for (const { guardrailId: _, state: __, reason, n, ...numbers } of verdicts) {
          expect(reason).toMatch(/\.$/);
          expect(reason).not.toMatch(/NaN|Infinity|undefined/);
          expect([...Object.values(numbers), n.baseline, n.candidate].every(Number.isFinite)).toBe(true);
        }
        if (decision.kind === "advance") expect(verdicts.every(({ state }) => state === "PASS")).toBe(true);
        if (verdicts.some(({ state }) => state === "FAIL"))
          expect(["roll-back", "halt"]).toContain(decision.kind);
        expect(judge(structuredClone(evidence))).toEqual({ verdicts, decision });
      }),
      { numRuns: 2000 },
    );
  });

  it("one spoilt guardrail among healthy ones stops the advance", () => {
    const spoil: ((arm: ArmEvidence) => ArmEvidence | null)[] = [
      () => null,
      (one) => ({ ...one, n: 0 }),
      (one) => ({ ...one, n: 999, m2: one.m2 / 100 }),
      (one) => ({ ...one, mean: Number.NaN }),
      (one) => ({ ...one, m2: Number.POSITIVE_INFINITY }),
      (one) => ({ ...one, nonFinite: 60 }),
      (one) => ({ ...one, latestAt: null }),
      (one) => ({ ...one, latestAt: later(-31) }),
      (one) => ({ ...one, latestAt: later(3600) }),
    ];
    const id = fc.constantFrom("log-loss", "errors", "latency");
    fc.assert(
      fc.property(id, fc.constantFrom(...spoil), (guardrailId, spoilt) => {
        const candidate = spoilt(healthy.byGuardrail[guardrailId]!.candidate!);
        const { decision } = judge(withGuardrail(guardrailId, { candidate }));
        expect(decision.kind).not.toBe("advance");
      }),
    );
  });

  it("the decision does not depend on the order of guardrails, except for the failure it names", () => {
    fc.assert(
      fc.property(
        anyEvidence,
        fc.shuffledSubarray(plan.guardrails, { minLength: 4 }),
        (evidence, guardrails) => {
          expect(judge(evidence, { guardrails }).decision.kind).toBe(judge(evidence).decision.kind);
        },
      ),
    );
  });
});
