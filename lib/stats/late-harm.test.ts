import { describe, expect, it } from "vitest";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import { boundedDifference } from "./bounded-mean.ts";
import { lateHarmLogE, type Stretch } from "./late-harm.ts";
import { mergeMoments, momentsOf } from "./moments.ts";

const UNIT = { min: 0, max: 1 };
const HARM = { margin: 0.01, worse: 1, range: UNIT } as const;

/** Stretches of events, `rows` in each arm, with the candidate's chance by stretch. */
function played(chances: readonly number[], rows: number, seed: number, baseline = 0.02): Stretch[] {
  const random = seededRandom(seed);
  const arm = (p: number) => momentsOf(Array.from({ length: rows }, () => (random() < p ? 1 : 0)));
  return chances.map((p) => ({ baseline: arm(baseline), candidate: arm(p) }));
}
const calm = (count: number, p = 0.02) => Array.from({ length: count }, () => p);
const evidence = (stretches: readonly Stretch[]) => lateHarmLogE(stretches, HARM);

describe("a harm that begins late", () => {
  it("is found although the stage's own mean does not show it", () => {
    const late = played([...calm(150), ...calm(20, 0.06)], 400, 3);
    expect(evidence(late)).toBeGreaterThan(Math.log(1 / 0.001));
    const whole = late.reduce((sum, one) => ({
      baseline: mergeMoments(sum.baseline, one.baseline),
      candidate: mergeMoments(sum.candidate, one.candidate),
    }));
    const found = boundedDifference(whole.baseline, whole.candidate, UNIT, 0.045);
    expect(found.status === "ok" && found.lower).toBeLessThan(HARM.margin);
  });

  it("stays found when it is over", () => {
    const late = played([...calm(50), ...calm(20, 0.08)], 400, 4);
    const after = played(calm(100), 400, 5);
    expect(evidence([...late, ...after])).toBeGreaterThanOrEqual(evidence(late));
  });

  it("is one of the other side where lower is worse", () => {
    const fallen = played([...calm(30, 0.5), ...calm(30, 0.3)], 400, 6, 0.5);
    expect(lateHarmLogE(fallen, { ...HARM, worse: -1 })).toBeGreaterThan(Math.log(1000));
    expect(evidence(fallen)).toBeLessThan(1);
  });
});

it("a candidate at the margin is accused in at most alpha of all runs, looked at after every stretch", () => {
  const runs = 400;
  let accused = 0;
  for (let run = 0; run < runs; run += 1)
    if (evidence(played(calm(60, 0.03), 60, run + 1)) >= Math.log(1 / 0.1)) accused += 1;
  expect(accused / runs).toBeLessThanOrEqual(0.1);
});

it("a stretch that one arm is missing from proves nothing", () => {
  const none = { n: 0, mean: 0, m2: 0 };
  const alone = played(calm(40, 1), 100, 1).map(({ candidate }) => ({ baseline: none, candidate }));
  expect(evidence(alone)).toBe(0);
  expect(evidence([])).toBe(0);
});
