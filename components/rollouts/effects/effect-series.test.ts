import { describe, expect, it } from "vitest";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { effect, history, look } from "#lib/testing/specimens/views/rollout-history.ts";
import { plan, point, rollout, series, step, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { momentsOf, moved, pointsOf, readingAt } from "./cursor.ts";
import { pathsOf } from "./effect-paths.ts";
import { effectSeries } from "./effect-series.ts";
import { stripPoints } from "./strip-points.ts";
import { timeScale } from "./time-scale.ts";
import { isIn, spanOf } from "./value-scale.ts";

const ms = (seconds: number) => Date.parse(later(seconds));
const shadow = [look(later(-3000), { difference: 0.03, lower: -0.01, upper: 0.07, state: "INCONCLUSIVE" })];
const canary = [look(later(-500)), look(later(-400)), look(later(-30), { silentSince: later(-390) })];
const seriesOf = (
  changed: Parameters<typeof rollout>[0] = {},
  effects = [effect("log-loss", shadow, canary)],
) => effectSeries(rollout(changed), history({ effects }));
const logLoss = (...given: Parameters<typeof seriesOf>) => seriesOf(...given)[0]!;

describe("a guardrail over time", () => {
  it("is drawn for every metric that is watched: comparisons as gains, limits as levels", () => {
    expect(seriesOf()).toMatchObject([
      { id: "log-loss", kind: "gain", fails: -0.01, worseBelow: true, onFail: "roll-back" },
      { id: "errors", kind: "gain", fails: -0.001, worseBelow: true },
      { id: "latency", kind: "level", fails: 50, worseBelow: false, onFail: "halt" },
    ]);
  });

  it("turns every look so that + is better", () => {
    const [first, second] = logLoss().stages;
    expect(first!.runs).toMatchObject([[{ value: -0.03, low: -0.07, high: 0.01, state: "INCONCLUSIVE" }]]);
    expect(second!.runs[0]![0]).toMatchObject({ value: 0.009, low: 0.002, high: 0.016 });
  });

  it("has each stage's own margin", () => {
    const stages = plan.stages.map((one, at) =>
      at === 0 ? { ...one, advanceMargins: { "log-loss": 0.06 } } : one,
    );
    expect(logLoss({ plan: { ...plan, stages } }).stages.map(({ passes }) => passes)).toEqual([-0.06, -0.02]);
  });

  it("ends each stage with its own last state, not another's", () => {
    const guardrails = withVerdict(0, { state: "FAIL", difference: 0.077, lower: 0.022, upper: 0.13 });
    const [ended, now] = logLoss({ guardrails }).stages;
    expect(ended!.last).toMatchObject({ atMs: ms(-600), value: -0.004, state: "PASS" });
    expect(now!.last).toMatchObject({ atMs: ms(0), value: -0.077, low: -0.13, state: "FAIL" });
    expect([ended!.open, now!.open]).toEqual([false, true]);
  });

  it("gives a stage that the history does not know yet no state of another", () => {
    const steps = [
      step({ stageIndex: 0, enteredAt: later(-4200), leftAt: later(-600), outcome: "passed" }),
      step({ leftAt: later(-5), outcome: "passed" }),
      step({ stageIndex: 2, enteredAt: later(-5) }),
    ];
    const guardrails = withVerdict(0, { state: "NO_DATA", difference: 0.5 });
    const [, left, entered] = logLoss({ steps, stageIndex: 2, guardrails }).stages;
    expect(left!.last).toBeNull();
    expect(entered).toMatchObject({ name: "Everyone", runs: [], last: { value: -0.5 } });
  });

  it("breaks its line at a silence, and hatches every time without evidence", () => {
    const [first, second] = logLoss().stages;
    expect(second!.runs.map((run) => run.length)).toEqual([2, 2]);
    expect(second!.quiet).toEqual([
      { fromMs: ms(-600), toMs: ms(-500), when: "before" },
      { fromMs: ms(-390), toMs: ms(-30), when: "between" },
    ]);
    expect(first!.quiet.at(-1)).toEqual({ fromMs: ms(-3000), toMs: ms(-600), when: "since" });
    expect(logLoss({}, []).stages[1]!.quiet).toEqual([{ fromMs: ms(-600), toMs: ms(0), when: "before" }]);
  });

  it("marks the breach of the guardrail that caused the rollback, and of no other", () => {
    const times = { breachAt: later(-5), detectedAt: null, decidedAt: null, actuatedAt: null };
    const cause = withVerdict(0, { state: "FAIL" })[0]!.verdict;
    expect(seriesOf({ times, cause }).map(({ breachMs }) => breachMs)).toEqual([ms(-5), null, null]);
    expect(logLoss({ times }).breachMs).toBeNull();
  });
});

describe("the axis of a chart", () => {
  it("shows no change, both margins and how every stage ended", () => {
    const span = spanOf(logLoss());
    for (const value of [0, -0.01, -0.02, -0.019, 0.012]) expect(isIn(span, value), String(value)).toBe(true);
  });

  it("leaves out a limit far above what is measured", () => {
    const latency = (max: number) => {
      const guardrails = plan.guardrails.map((one) =>
        one.rule.kind === "threshold" ? { ...one, rule: { ...one.rule, max } } : one,
      );
      return spanOf(seriesOf({ plan: { ...plan, guardrails } })[2]!);
    };
    expect(isIn(latency(50), 50)).toBe(true);
    expect(isIn(latency(2000), 2000)).toBe(false);
  });
});

describe("the cursor", () => {
  it("reads the newest look of the stage it is in", () => {
    expect(readingAt(logLoss(), ms(-450))).toMatchObject({
      stage: { name: "Canary" },
      point: { atMs: ms(-500) },
    });
    expect(readingAt(logLoss(), ms(-600))).toMatchObject({ stage: { name: "Canary" }, point: null });
    expect(readingAt({ ...logLoss(), stages: [] }, ms(0))).toBeNull();
  });

  it("reads nothing where evidence was missing", () => {
    expect(readingAt(logLoss(), ms(-100))?.point).toBeNull();
    expect(readingAt(logLoss(), ms(-30))?.point).not.toBeNull();
  });

  it("moves by keys from look to look, and stays at the ends", () => {
    const moments = momentsOf(logLoss());
    expect(moments).toEqual([-3000, -600, -500, -400, -30, 0].map(ms));
    expect(moved(moments, null, "ArrowLeft")).toBe(ms(0));
    expect(moved(moments, ms(0), "ArrowRight")).toBe(ms(0));
    expect(moved(moments, ms(-450), "ArrowRight")).toBe(ms(-400));
    expect(moved(moments, ms(-500), "Home")).toBe(ms(-3000));
    expect(moved(moments, null, "End")).toBe(ms(0));
    expect(moved(moments, ms(-500), "Escape")).toBeNull();
    expect(moved(moments, ms(-500), "a")).toBeUndefined();
    expect(moved([], null, "Home")).toBeUndefined();
  });

  it("reaches each stage's last state once", () => {
    const at = logLoss().stages.map((stage) => pointsOf(stage).map(({ atMs }) => atMs));
    expect(at).toEqual([[-3000, -600].map(ms), [-500, -400, -30, 0].map(ms)]);
  });
});

describe("what is drawn", () => {
  it("is a line through the looks and a band where the interval is whole", () => {
    const stage = logLoss().stages[1]!;
    const across = timeScale([stage])[0]!;
    const { line, band } = pathsOf(stage.runs[0]!, { across, up: [-0.1, 0.1] });
    expect(line).toBe("M166.7 455L333.3 455");
    expect(band).toBe("M166.7 420L333.3 420L333.3 490L166.7 490Z");
    const open = stage.runs[0]!.map((one) => ({ ...one, low: null }));
    expect(pathsOf(open, { across, up: [-0.1, 0.1] }).band).toBe("");
  });

  it("is each arm step by step, with a gap where steps are missing", () => {
    const points = [
      point({ at: later(-20) }),
      point({ at: later(-15) }),
      point({ at: later(-5), candidate: null }),
    ];
    const strip = stripPoints(rollout({ series: [series({ points })] }), "log-loss");
    expect(strip.map(({ afterGap }) => afterGap)).toEqual([false, false, true]);
    expect(strip[2]).toMatchObject({ baseline: 0.502, candidate: null });
    expect(stripPoints(rollout(), "log-loss")).toEqual([]);
  });
});
