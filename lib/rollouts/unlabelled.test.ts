import { describe, expect, it } from "vitest";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { arm, healthy, judge, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { overUnlabelled } from "./unlabelled.ts";

const logLoss = catalogued("log-loss")!;
const labels = (labelled: number, owed = 20_000) => ({
  baseline: { owed: 60_000, labelled: 59_700 },
  candidate: { owed, labelled },
  newest: { baseline: { owed: 0, labelled: 0 }, candidate: { owed: 0, labelled: 0 }, seconds: 30 },
});
const verdictOn = (labelled: number, more = {}) =>
  judge(withGuardrail("log-loss", { labels: labels(labelled), ...more })).verdicts[0]!;

describe("the answers without an outcome", () => {
  it("move the harm by their share, and undo a pass where its bound reaches the margin", () => {
    const verdict = verdictOn(19_900);
    const over = overUnlabelled(logLoss, verdict)!;
    expect(verdict.state).toBe("PASS");
    expect(over.share).toBeCloseTo(0.005, 10);
    expect(over.labelled).toBe(verdict.candidateMean);
    expect(over.tips).toBeGreaterThan(over.labelled);
    const atTips = verdict.upper! + (over.tips! - over.labelled) * over.share;
    expect(atTips).toBeCloseTo(verdict.margin!, 12);
    expect(over.from.value).toBeLessThan(over.labelled);
    expect(over.to.value).toBeGreaterThan(over.tips!);
    expect(over.to.difference - over.from.difference).toBeCloseTo(
      (over.to.value - over.from.value) * over.share,
      12,
    );
  });

  it("undo a failure by being better", () => {
    const verdict = verdictOn(19_600, { candidate: arm(19_600, 0.579, 0.4) });
    expect(verdict.state).toBe("FAIL");
    const over = overUnlabelled(logLoss, verdict)!;
    expect(over.tips === null || over.tips < over.labelled).toBe(true);
  });

  it("cannot be what the metric cannot be", () => {
    const verdict = { ...verdictOn(19_900), tippingPoint: 400 };
    const over = overUnlabelled(logLoss, verdict)!;
    expect(over.tips).toBeNull();
    expect(over.to.value).toBe(logLoss.range!.max);
    expect(over.from.value).toBe(logLoss.range!.min);
  });

  it("are none where each has its outcome, or where nothing was decided", () => {
    expect(overUnlabelled(logLoss, verdictOn(20_000))).toBeNull();
    expect(overUnlabelled(logLoss, judge(healthy).verdicts[0]!)).toBeNull();
  });
});
