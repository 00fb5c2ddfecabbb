import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { asOf, healthy, judge, later, plan, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";
import type { GuardrailVerdict } from "./verdict.ts";

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
  const anySliceArm = fc.option(
    fc.record({
      n: fc.oneof(fc.nat(50_000), anyNumber),
      mean: anyNumber,
      m2: anyNumber,
      nonFinite: fc.oneof(fc.nat(3000), anyNumber),
    }),
  );
  const anySlice = fc.constantFrom(
    "region=a",
    "region=b",
    "region=",
    "cabin=x",
    "constructor",
    "",
    "=",
    "a=b=c",
  );
  const anySlices = fc.record({
    judged: fc.array(fc.record({ slice: anySlice, baseline: anySliceArm, candidate: anySliceArm }), {
      maxLength: 5,
    }),
    leftOut: fc.constant([{ dimension: "region", values: 3, named: ["x"] }]),
  });
  const anyGuardrail = fc.record(
    {
      baseline: anyArm,
      candidate: anyArm,
      paired: anyArm.filter((one) => one !== null),
      stretches: fc.array(fc.record({ baseline: anyMoments, candidate: anyMoments }), { maxLength: 4 }),
      recent: fc.array(anyNumber, { maxLength: 6 }),
      slices: anySlices,
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
        for (const { guardrailId: _, state: __, reason, n, slices: ___, ...numbers } of verdicts) {
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

  const rule: SliceRule = { by: ["region", "cabin"], most: 4, onFail: "roll-back", gap: 0.2 };
  const anyRule: fc.Arbitrary<SliceRule> = fc.record(
    {
      by: fc.constantFrom(["region"], ["region", "cabin"]),
      most: fc.integer({ min: 2, max: 6 }),
      onFail: fc.constantFrom("roll-back", "halt", "inform"),
      demand: fc.constantFrom("tested", "passed"),
      gap: fc.constantFrom(0, 0.1),
    },
    { requiredKeys: ["by", "most", "onFail"] },
  );

  it("with slices it never throws, prints no NaN, forgets no failure and advances on no demand unmet", () => {
    fc.assert(
      fc.property(anyEvidence, anyRule, (evidence, slices) => {
        const { verdicts, decision } = judge(evidence, { slices });
        const without = judge(evidence);
        expect(canonicalJson(verdicts)).not.toMatch(/NaN|Infinity|undefined/);
        verdicts.forEach((verdict, at) => {
          expectKept(verdict, slices);
          if (verdict.state === "PASS") expect(without.verdicts[at]!.state).toBe("PASS");
        });
        if (verdicts.some(({ state }) => state === "FAIL"))
          expect(["roll-back", "halt"]).toContain(decision.kind);
        expect(judge(structuredClone(evidence), { slices })).toEqual({ verdicts, decision });
      }),
      { numRuns: 2000 },
    );
  });

  it("slices that are missing, late, foreign or no numbers beside a harmed one leave its failure as it is", () => {
    const events = (n: number, share: number) => ({
      n,
      mean: share,
      m2: n * share * (1 - share),
      nonFinite: 0,
    });
    const harmed = { slice: "region=south", baseline: events(4000, 0.001), candidate: events(4000, 0.2) };
    fc.assert(
      fc.property(anySlices, ({ judged, leftOut }) => {
        const beside = judged.filter(({ slice }) => slice !== harmed.slice).slice(0, 1);
        const slices = { judged: [harmed, ...beside], leftOut } as NonNullable<GuardrailEvidence["slices"]>;
        const own = { ...plan.guardrails[1]!, slices: rule };
        const { decision } = judge(withGuardrail("errors", { slices }), { guardrails: [own] });
        expect(decision).toMatchObject({ kind: "roll-back", guardrailId: "errors" });
      }),
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

/** What slices ask of a verdict. */
function expectKept({ state, slices }: GuardrailVerdict, { onFail, demand }: SliceRule): void {
  const states = new Set(slices?.judged.map((each) => each.state));
  if (states.has("FAIL") && onFail !== "inform") expect(state).toBe("FAIL");
  if (state === "PASS" && demand !== undefined) expect(states).not.toContain("UNTESTED");
  if (state === "PASS" && demand === "passed") expect(states).not.toContain("INCONCLUSIVE");
}
