import { describe, expect, it } from "vitest";
import { rollout, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { becauseText, waitingTexts } from "./reason-words.ts";

const open = { state: "INCONCLUSIVE", difference: 0.01, samplesNeeded: 400 } as const;
const failed = { state: "FAIL", difference: 0.08, lower: 0.02 } as const;

describe("what a rollout waits for", () => {
  it("is nothing where the judge waits for nothing", () => {
    expect(waitingTexts(rollout({ waitingFor: [] }))).toEqual([]);
  });

  it("is every open guardrail, then the minimum time", () => {
    const view = rollout({
      guardrails: withVerdict(0, open),
      stageEnteredAt: "2026-11-23T14:01:17.500Z",
      waitingFor: ["Log-loss: …", "18 s of the minimum time left."],
    });
    expect(waitingTexts(view)).toEqual([
      "Log-loss: Worse by 0.01 so far; about 400 more outcomes needed on v2.",
      "18 s of the minimum left.",
    ]);
  });

  it("is the failure alone, where a guardrail failed", () => {
    const guardrails = withVerdict(0, failed);
    guardrails[1] = { ...guardrails[1]!, verdict: { ...guardrails[1]!.verdict, ...open } };
    expect(waitingTexts(rollout({ guardrails, waitingFor: ["Log-loss: …"] }))).toEqual([
      "Log-loss: Worse by 0.08 (at least 0.02); limit 0.01.",
    ]);
  });

  it("is the judge's words for what no guardrail says", () => {
    const waitingFor = ["Not decided within 1 h. Log-loss: …"];
    expect(waitingTexts(rollout({ waitingFor }))).toEqual(waitingFor);
  });
});

describe("a stored reason", () => {
  const cause = withVerdict(0, failed)[0]!.verdict;
  const view = rollout({ state: "halted", because: "Log-loss: Worse by 0.0800, at least …", cause });

  it("is worded from the verdict it was made of", () => {
    expect(becauseText(view, view.because)).toBe("Log-loss: Worse by 0.08 (at least 0.02); limit 0.01.");
  });

  it("stays as it is where it is another's, and empty where there is none", () => {
    expect(becauseText(view, "A storm is coming.")).toBe("A storm is coming.");
    expect(becauseText({ ...view, cause: null }, view.because)).toBe(view.because);
    expect(becauseText(rollout(), null)).toBe("");
  });
});
