import { describe, expect, it } from "vitest";
import { seededRandom } from "#examples/flight-delay/random.ts";
import { momentsOf } from "#lib/stats/moments.ts";
import {
  arm,
  errors,
  judge,
  logLoss,
  stage,
  stateOf,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import { boundedHarm, boundedPairs } from "./bounded-harm.ts";

const LOSS = { min: 0, max: 6.9 };
const settings = {
  metric: { better: "lower" },
  range: LOSS,
  alpha: 0.05,
  plannedSamples: 20_000,
  minSamplesPerArm: 100,
} as const;
/** Of a usual log-loss: its deviation is 0.45. */
const losses = (n: number, mean: number) => ({ n, mean, m2: n * 0.2 });

describe("a mean within a range", () => {
  it("passes on a thin arm only once rare and grave losses would have been seen in it", () => {
    const upper = (n: number) => boundedHarm(losses(20_000, 0.5), losses(n, 0.5), settings).upper;
    const seen = 5 * (6.4 ** 2 / 0.2);
    expect(upper(seen * 0.99)).toBeGreaterThan(2 * upper(seen * 1.01));
    // Few losses of the greatest size that a thin arm has not shown yet would exceed what the normal law says.
    expect(upper(seen * 0.99)).toBeGreaterThan((6.4 * Math.log(1 / 0.05)) / seen);
  });

  it("fails on a thin candidate as early as ever: low losses hide none", () => {
    const found = boundedHarm(losses(20_000, 0.5), losses(400, 0.7), settings);
    expect(found.lower).toBeGreaterThan(0.1);
    const thinBaseline = boundedHarm(losses(400, 0.5), losses(20_000, 0.7), settings);
    expect(thinBaseline.lower).toBeLessThan(0);
  });

  it("turns with the metric's direction", () => {
    const [one, other] = [losses(3000, 0.5), losses(200, 0.6)];
    const turned = boundedHarm(one, other, { ...settings, metric: { better: "higher" } });
    const { lower, upper } = boundedHarm(one, other, settings);
    expect([turned.lower, turned.upper]).toEqual([-upper, -lower]);
  });

  it("says how many rows are missing, of which some must show that none hide", () => {
    const { rowsFor } = boundedHarm(losses(20_000, 0.5), losses(400, 0.5), settings);
    expect(rowsFor(0.2)).toBeGreaterThan(1000);
    expect(
      boundedHarm(losses(50, 0), losses(50, 0), { ...settings, minSamplesPerArm: 60 }).rowsFor(0.2),
    ).toBeNull();
  });
});

describe("pairs", () => {
  const shares = { ...settings, range: { min: 0, max: 1 }, isShare: true, countsDiffering: true };
  const differing = (worse: number, better: number, n: number) =>
    momentsOf([...Array(worse).fill(1), ...Array(better).fill(-1), ...Array(n - worse - better).fill(0)]);

  it("of events are judged by those that differ", () => {
    expect(boundedPairs(differing(20, 2, 10_000), shares).rareHarm).toBe(true);
    expect(boundedPairs(differing(12, 9, 10_000), shares).rareHarm).toBe(false);
    expect(boundedPairs(differing(2, 20, 10_000), shares).rareHarm).toBe(false);
    expect(boundedPairs(differing(0, 0, 10_000), shares)).toMatchObject({ rareHarm: false });
  });

  it("of which as many are worse as better are accused in at most alpha of all runs, looked at after each", () => {
    const random = seededRandom(5);
    let accused = 0;
    for (let run = 0; run < 300; run += 1) {
      const counts = { worse: 0, better: 0 };
      const looks = Array.from({ length: 150 }, () => {
        counts[random() < 0.5 ? "worse" : "better"] += 1;
        return boundedPairs(differing(counts.worse, counts.better, 2000), shares).rareHarm;
      });
      accused += Number(looks.includes(true));
    }
    expect(accused / 300).toBeLessThanOrEqual(0.05);
  });
});

describe("evidence outside the range of a metric's values", () => {
  const unclipped = withGuardrail("log-loss", { candidate: arm(20_000, 0.5, 2.5) });

  it("is an error: no values within it have these sums", () => {
    expect(stateOf(unclipped, "log-loss")).toBe("ERROR");
    const { decision, verdicts } = judge(unclipped);
    expect(verdicts[0]!.reason).toContain("outside the range");
    expect(decision.kind).toBe("hold");
  });

  it("was judged by the judges before, who asked for none", () => {
    expect(judge(unclipped, {}, stage, "judge-5").verdicts[0]!.state).not.toBe("ERROR");
  });

  it("is found in stretches and pairs too", () => {
    const wrong = { baseline: { n: 5, mean: 0.2, m2: 1 }, candidate: { n: 5, mean: -1, m2: 1 } };
    expect(stateOf(withGuardrail(logLoss.id, { stretches: [wrong] }), logLoss.id)).toBe("ERROR");
    expect(stateOf(withGuardrail(errors.id, { stretches: [wrong] }), errors.id)).toBe("ERROR");
    expect(stateOf(withGuardrail(logLoss.id, { paired: arm(2000, 0, 20) }), logLoss.id)).toBe("ERROR");
  });
});
