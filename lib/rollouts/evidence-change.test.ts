import { describe, expect, it } from "vitest";
import { arm, healthy, plan, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { evidenceChangeOf } from "./evidence-change.ts";
import { judgeStage } from "./judge.ts";
import { JUDGE_VERSION } from "./judges.ts";

const given = { plan, stage, judge: JUDGE_VERSION };
const harmful = { ...arm(20_000, 0.579, 0.4), corrected: 900 };

describe("what corrections changed of a verdict's evidence", () => {
  it("is nothing where no answer that it counted was corrected since", () => {
    expect(evidenceChangeOf(given, healthy, healthy)).toBeNull();
    const then = withGuardrail("log-loss", { candidate: harmful });
    expect(evidenceChangeOf(given, then, then)).toBeNull();
  });

  it("is what the same judge says of the outcomes as they are now", () => {
    const now = withGuardrail("log-loss", { candidate: harmful });
    const change = evidenceChangeOf(given, healthy, now);
    expect(judgeStage(plan, stage, healthy).decision.kind).toBe("advance");
    expect(change).toMatchObject({
      corrected: { baseline: 0, candidate: 900 },
      guardrails: [{ guardrailId: "log-loss", state: "FAIL" }],
      decision: "roll-back",
    });
  });

  it("leaves what is known with the answer as the verdict had it", () => {
    const now = withGuardrail("log-loss", { candidate: { ...harmful, corrected: 1 } });
    const { latency, errors, ...others } = now.byGuardrail;
    expect(latency && errors).toBeTruthy();
    const change = evidenceChangeOf(given, healthy, { ...now, byGuardrail: others, watermark: null });
    expect(change?.guardrails.map(({ guardrailId }) => guardrailId)).toEqual(["log-loss"]);
    expect(change?.decision).toBe("roll-back");
  });
});
