import { expect, it } from "vitest";
import { arm, judge, latency, plan, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { brokenValues } from "./broken-values.ts";
import { JUDGES } from "./judges.ts";

const latencyOf = (nonFinite: number, n: number, nonFiniteBaseline = 0) =>
  withGuardrail("latency", {
    baseline: arm(60_000, 41, 5, { nonFinite: nonFiniteBaseline }),
    candidate: arm(n, 42, 5, { nonFinite }),
  });
const verdictOn = (...given: Parameters<typeof latencyOf>) =>
  judge(latencyOf(...given)).verdicts.find(({ guardrailId }) => guardrailId === latency.id)!;

it("lets one lone value that is no number block nothing", () => {
  expect(verdictOn(1, 10_000).state).toBe("PASS");
  expect(judge(latencyOf(1, 10_000)).decision.kind).toBe("advance");
});

it("holds while more seem to be broken than is tolerated", () => {
  expect(verdictOn(12, 2000).state).toBe("INSUFFICIENT");
  expect(verdictOn(44, 20_000).state).toBe("INSUFFICIENT");
});

it("blocks nothing where a few more than are tolerated may be chance, as the judge before did", () => {
  expect(verdictOn(4, 2000).state).toBe("PASS");
  const before = judge(latencyOf(4, 2000), {}, stage, "judge-2");
  expect(before.verdicts.find(({ guardrailId }) => guardrailId === latency.id)!.state).toBe("INSUFFICIENT");
});

it("counts against the candidate what it is proven to break", () => {
  expect(verdictOn(60, 2000)).toMatchObject({
    state: "FAIL",
    reason:
      "The candidate is broken: 60 of 2,060 values were not numbers, proven more than the 0.1 % tolerated.",
  });
  expect(verdictOn(2000, 0).state).toBe("FAIL");
});

it("never counts the baseline's against the candidate", () => {
  expect(verdictOn(0, 20_000, 6000).state).toBe("PASS");
  const compared = withGuardrail("log-loss", { baseline: arm(60_000, 0.502, 0.4, { nonFinite: 6000 }) });
  expect(judge(compared).verdicts[0]!.state).toBe("INSUFFICIENT");
});

it("was no failure to the first judge, and is none where the candidate reported nothing", () => {
  const broken = arm(2000, 42, 5, { nonFinite: 60 });
  expect(brokenValues({ plan, stage, judge: JUDGES["judge-1"] }, broken)).toBeNull();
  expect(brokenValues({ plan, stage, judge: JUDGES["judge-2"] }, null)).toBeNull();
});
