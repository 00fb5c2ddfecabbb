import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { brierOf, logLossOf } from "#lib/stats/classification.ts";
import { readMonth } from "./flights.ts";
import { scorerOf } from "./serve.ts";
import { trainVersions } from "./train.ts";
import type { FlownFlight, TrainedVersion } from "./types.ts";

let versions: TrainedVersion[];
let march: FlownFlight[];

beforeAll(async () => {
  versions = await trainVersions();
  march = await readMonth("2001-03");
}, 120_000);

describe("what the offline reports say", () => {
  it("v2 is better than v1, and v3 than v2, by log-loss, Brier and AUC, beyond chance", () => {
    for (const [later, earlier] of [
      [2, 1],
      [3, 2],
    ] as const) {
      for (const metric of ["log-loss", "brier", "auc"] as const) {
        const delta = comparison(later, earlier).metrics.find((one) => one.metric === metric)!;
        if (delta.better === "lower") expect(delta.upper).toBeLessThan(0);
        else expect(delta.lower).toBeGreaterThan(0);
      }
    }
  });

  it("measure five metrics with intervals that contain the value, on slices that add up", () => {
    for (const { evaluation } of versions) {
      for (const { metric, value, lower, upper } of evaluation.metrics) {
        expect(lower, metric).toBeLessThan(value!);
        expect(upper, metric).toBeGreaterThan(value!);
      }
      const grid = evaluation.slices.filter((one) => one.slice.distance);
      expect(grid.length).toBe(16);
      expect(grid.reduce((sum, one) => sum + one.n, 0)).toBe(evaluation.dataset.rows);
      expect(evaluation.slices.filter((one) => one.slice.origin).length).toBe(30);
      expect(evaluation.calibration.reduce((sum, bin) => sum + bin.n, 0)).toBe(evaluation.dataset.rows);
    }
  });

  it("can be recomputed from the scores kept beside them", () => {
    for (const { evaluation, scores } of versions) {
      expect(scores.content.length).toBe(8 * evaluation.dataset.rows);
      const expectedLate = Array.from({ length: evaluation.dataset.rows }, (_, row) =>
        scores.content.readDoubleLE(8 * row),
      );
      const mean = expectedLate.reduce((sum, score) => sum + score, 0) / expectedLate.length;
      expect(mean).toBeGreaterThan(0.15);
      expect(mean).toBeLessThan(0.25);
    }
  });

  it("name the weights and the data they measured", () => {
    for (const { artifacts, evaluation, trainedOn } of versions) {
      const weights = artifacts.find((file) => file.path === "weights.json")!;
      expect(evaluation.model.weightsSha256).toBe(digest(weights.content));
      expect(evaluation.dataset.sha256).not.toBe(trainedOn.sha256);
    }
  });
});

describe("what live traffic says in March", () => {
  it("v2 as served is worse than v1 by 0.03 to 0.05 of log-loss", () => {
    const lost = live(2, logLossOf) - live(1, logLossOf);
    expect(lost).toBeGreaterThan(0.03);
    expect(lost).toBeLessThan(0.05);
  });

  it("the serving code causes the loss: with the 24-hour clock v2 would beat v1", () => {
    expect(live(2, logLossOf, "serving-1")).toBeLessThan(live(1, logLossOf));
  });

  it("v3 beats v1 by log-loss and by Brier", () => {
    expect(live(3, logLossOf)).toBeLessThan(live(1, logLossOf) - 0.005);
    expect(live(3, brierOf)).toBeLessThan(live(1, brierOf));
  });
});

it("gives the same bytes on every run", async () => {
  const again = await trainVersions();
  const print = (all: TrainedVersion[]) =>
    all.map(({ artifacts, card, evaluation, scores }) => [
      ...artifacts.map((file) => `${file.path} ${digest(file.content)}`),
      digest(scores.content),
      digest(Buffer.from(card)),
      digest(Buffer.from(JSON.stringify(evaluation))),
    ]);
  expect(print(again)).toEqual(print(versions));
}, 60_000);

it("ships what it declares: pinned packages, time pattern, card with its measured numbers", () => {
  const [v1, v2] = versions as [TrainedVersion, TrainedVersion];
  const text = (version: TrainedVersion, path: string) =>
    version.artifacts.find((file) => file.path === path)!.content.toString();
  expect(text(v1, "requirements.lock")).toMatch(/^hyparquet==\d+\.\d+\.\d+ --hash=sha512-/);
  expect(text(v1, "requirements.lock")).not.toContain("undefined");
  expect(JSON.parse(text(v1, "preprocessing.json"))).toMatchObject({ timePattern: "yyyy-MM-dd'T'HH:mm" });
  expect(JSON.parse(text(v2, "preprocessing.json"))).toMatchObject({ timePattern: "yyyy-MM-dd'T'hh:mm" });
  const logLoss = v2.evaluation.metrics.find((one) => one.metric === "log-loss")!;
  expect(v2.card).toContain(`type: log-loss\n            value: ${logLoss.value}`);
  expect(v2.influence.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 9);
});

function comparison(later: number, earlier: number) {
  return versions[later - 1]!.evaluation.comparisons.find((one) => one.against.version === earlier)!;
}

function live(
  version: number,
  loss: (label: number, score: number) => number,
  serving?: "serving-1",
): number {
  const { weights } = versions[version - 1]!;
  const score = scorerOf(serving === undefined ? weights : { ...weights, serving });
  return march.reduce((sum, flight) => sum + loss(flight.late, score(flight)), 0) / march.length;
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
