import { expect, it } from "vitest";
import type { JudgeVersion } from "#lib/rollouts/judges.ts";
import { events } from "./arm.ts";
import { CELLS, HARDEST } from "./cells.ts";
import { DAY_CELLS, HARDEST_DAY, UNBLOCKED } from "./day-cells.ts";
import { HARDEST_QUANTILES, QUANTILE_CELLS } from "./quantile-cells.ts";
import { randomFrom } from "./random.ts";
import { rollOut } from "./rollout.ts";
import { HARDEST_SLICES, SLICE_CELLS } from "./slice-cells.ts";
import { stageOfDays } from "./time-of-day.ts";

it.each([...HARDEST, ...HARDEST_QUANTILES, ...HARDEST_DAY, ...HARDEST_SLICES])(
  "the judge errs no more often than it may: $cell",
  async ({ measure }) => {
    expect(await measure(150)).toMatchObject({ ok: true });
  },
  60_000,
);

it("the first judge erred so often that the bounds show it", () => {
  const law = events(0.001);
  const watched = [
    { metric: "error-rate" as const, baseline: law, candidate: law, rollbackMargin: 0, advanceMargin: 1e-9 },
  ];
  const setting = { watched, rows: [10, 190], looks: 60, stages: 1, alpha: 0.05, advances: false } as const;
  const taken = Array.from({ length: 60 }, (_, seed) =>
    rollOut({ ...setting, judge: "judge-1" }, randomFrom(seed + 1)),
  ).filter(({ kind }) => kind === "rolled-back");
  expect(taken.length).toBeGreaterThan(60 * 0.2);
}, 60_000);

it("the judge before missed a harm that begins late, whose mean over the stage is small", () => {
  const law = events(0.01);
  const watched = [
    {
      metric: "error-rate" as const,
      baseline: law,
      candidate: law,
      later: { from: 91, law: events(0.028) },
      rollbackMargin: 0.005,
      advanceMargin: 1e-9,
    },
  ];
  const setting = {
    watched,
    rows: [250, 4750],
    looks: 120,
    stages: 1,
    alpha: 0.05,
    advances: false,
  } as const;
  const missed = (judge: JudgeVersion) =>
    Array.from({ length: 20 }, (_, seed) => rollOut({ ...setting, judge }, randomFrom(seed + 1))).filter(
      ({ kind }) => kind === "held",
    ).length;
  expect(missed("judge-5")).toBeGreaterThan(15);
  expect(missed("judge-6")).toBeLessThan(3);
}, 60_000);

it("the judge before took a candidate back for serving more at noon, when more goes wrong anyway", () => {
  const taken = (judge: JudgeVersion) =>
    Array.from({ length: 20 }, (_, seed) =>
      stageOfDays({ ...UNBLOCKED, judge }, randomFrom(seed + 1)),
    ).filter(({ kind }) => kind === "rolled-back").length;
  expect(taken("judge-6")).toBeGreaterThan(15);
  expect(taken("judge-7")).toBeLessThan(3);
}, 60_000);

it("covers every cell once, each by its name", () => {
  const all = [...CELLS, ...QUANTILE_CELLS, ...DAY_CELLS, ...SLICE_CELLS];
  expect(new Set(all.map(({ cell }) => cell)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(110);
});

it("draws from the laws it names", () => {
  const random = randomFrom(5);
  let drawn = 0;
  for (let i = 0; i < 2000; i += 1) drawn += random.binomial(100, 0.03);
  expect(drawn / 200_000).toBeCloseTo(0.03, 3);
  const normals = Array.from({ length: 50_000 }, () => random.normal());
  const mean = normals.reduce((sum, one) => sum + one, 0) / normals.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(normals.reduce((sum, one) => sum + (one - mean) ** 2, 0) / normals.length).toBeCloseTo(1, 1);
});
