import { expect, it } from "vitest";
import {
  asOf,
  healthy,
  judge,
  later,
  stage,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";

const states = (...judged: Parameters<typeof judge>) => judge(...judged).verdicts.map(({ state }) => state);

it("judges the same rows by their age at each look", () => {
  expect(states(healthy)).toEqual(["PASS", "PASS", "PASS", "PASS"]);
  expect(states({ ...healthy, asOf: later(31) }).slice(0, 3)).toEqual(["STALE", "STALE", "STALE"]);
  expect(states({ ...healthy, stageEnteredAt: later(5) }).slice(0, 3)).toEqual(["STALE", "STALE", "STALE"]);
  expect(states(healthy)).toEqual(["PASS", "PASS", "PASS", "PASS"]);
});

it("judges the same rows anew under another plan, stage or judge", () => {
  const [first] = judge(healthy).verdicts;
  expect(judge(healthy, { alpha: 0.001 }).verdicts[0]).not.toEqual(first);
  expect(judge(healthy, {}, stage, "judge-1").verdicts[0]).not.toEqual(first);
  expect(states(healthy, {}, { ...stage, minSamplesPerArm: 1_000_000 })[0]).toBe("INSUFFICIENT");
  expect(judge(healthy).verdicts[0]).toEqual(first);
});

it("forgets no failure that was seen before the evidence aged", () => {
  const harmful = withGuardrail("latency", {
    candidate: { ...healthy.byGuardrail["latency"]!.candidate!, mean: 90 },
  });
  const failed = (at: string) => states({ ...harmful, asOf: at })[2];
  expect([asOf, later(3600), later(86_400)].map(failed)).toEqual(["FAIL", "FAIL", "FAIL"]);
});
