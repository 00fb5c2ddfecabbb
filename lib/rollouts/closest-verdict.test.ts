import { expect, it } from "vitest";
import { arm, healthy, judge, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { closestToMargin } from "./closest-verdict.ts";

const closest = (evidence = healthy) => closestToMargin(judge(evidence).verdicts)?.guardrailId;

it("is the guardrail whose bound has the least left to its margin", () => {
  expect(closest()).toBe("log-loss");
  expect(closest(withGuardrail("log-loss", { candidate: arm(20_000, 0.3, 0.4) }))).toBe("errors");
});

it("is none where a guardrail does not pass, or none has an interval", () => {
  expect(closest(withGuardrail("errors", { candidate: null }))).toBeUndefined();
  expect(closestToMargin([])).toBeNull();
  const [, , latency] = judge(healthy).verdicts;
  expect(closestToMargin([latency!])).toBeNull();
});
