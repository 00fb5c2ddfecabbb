import { describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { arm, healthy, judge, plan, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { recompute, type StoredVerdict } from "./recompute.ts";

const stored = (evidence = healthy): StoredVerdict => {
  const inputs = { judge: JUDGE_VERSION, plan, stage: stage.id, evidence };
  const digest = digestOfJson(inputs);
  const kept = { inputs, ...judge(evidence), planDigest: digestOfJson(plan) };
  return JSON.parse(JSON.stringify({ ...kept, inputsDigest: digest, loggedDigest: digest }));
};
const failing = (verdict: StoredVerdict) =>
  recompute(verdict)
    .filter(({ holds }) => !holds)
    .map(({ name }) => name);

describe("a verdict given again", () => {
  it("is the same from the same inputs, passing or failing", () => {
    expect(failing(stored())).toEqual([]);
    const harmful = withGuardrail("log-loss", {
      baseline: arm(60_000, 0.5, 0.4),
      candidate: arm(20_000, 0.7, 0.4),
    });
    const verdict = stored(harmful);
    expect(verdict.decision).toMatchObject({ kind: "roll-back" });
    expect(failing(verdict)).toEqual([]);
  });

  it("names what was changed afterwards", () => {
    const verdict = stored();
    expect(failing({ ...verdict, decision: { kind: "halt" } })).toEqual(["Decision"]);
    expect(failing({ ...verdict, verdicts: [] })).toEqual(["Guardrails"]);
    expect(failing({ ...verdict, loggedDigest: null })).toEqual(["Log"]);
    expect(failing({ ...verdict, planDigest: "sha256:00" })).toEqual(["Plan"]);
    const touched = structuredClone(verdict);
    (touched.inputs.evidence.byGuardrail["log-loss"]!.candidate as { mean: number }).mean += 1e-9;
    expect(failing(touched)).toEqual(expect.arrayContaining(["Inputs", "Log"]));
  });

  it("says when the judge is another", () => {
    const verdict = stored();
    const older = { ...verdict, inputs: { ...verdict.inputs, judge: "judge-0" } };
    expect(failing(older)).toContain("Judge");
  });
});
