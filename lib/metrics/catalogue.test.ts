import { describe, expect, it } from "vitest";
import { wholeHouse } from "#lib/testing/house/sources.ts";
import {
  betterOf,
  CALIBRATION_ERROR,
  CATALOGUE,
  COUNTS_ANSWERS,
  COUNTS_OUTCOMES,
  catalogued,
  HEADLINE,
} from "./catalogue.ts";
import { metricId } from "./declared.ts";
import type { Metric } from "./metric.ts";
import { rangeOf } from "./range.ts";
import { type Judged, TASKS, type Task } from "./task.ts";

const JUDGED: Readonly<Record<Task, Judged>> = {
  binary: { binary: [0.9, 1] },
  "multi-class": { "multi-class": [{ cat: 0.2, dog: 0.7 }, "dog"] },
  regression: { regression: [{ value: 3, quantiles: { "0.1": 1, "0.5": 3, "0.9": 6 } }, 4] },
  ranking: { ranking: [["a", "b", "c"], { a: 0, b: 3 }] },
};

const sampled = (known: Extract<Metric["known"], { when: "outcome" }>) =>
  known.of === "measure" ? null : known.value(JUDGED[known.of]);

describe("the catalogue", () => {
  it("has each id once, spelled as in plans", () => {
    const ids = CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(metricId.parse(id)).toBe(id);
  });

  it.each(CATALOGUE.map((row) => [row.id, row] as const))("is complete for %s", (id, row) => {
    expect(catalogued(id)).toBe(row);
    expect(row.title).toMatch(/^[A-Z]/);
    expect(row.noun.toLowerCase()).toContain(row.title.toLowerCase());
    expect(row.unit === "%").toBe(row.kind === "share");
    expect(Number.isInteger(row.decimals) && row.decimals >= 0).toBe(true);
    // Only its author knows the scale of a forecast's errors.
    const judged = row.known.when === "answer" || row.known.when === "outcome";
    expect(row.suggested !== undefined).toBe(judged && row.task !== "regression");
  });

  it("reads a share's rows as 0 or 1", () => {
    const answers = [true, false].flatMap((failed) => [1, 1e6].map((latencyMs) => ({ failed, latencyMs })));
    for (const { id, known } of CATALOGUE.filter((row) => row.kind === "share")) {
      if (known.when === "outcome") expect([0, 1], id).toContain(sampled(known));
      if (known.when === "answer")
        for (const answer of answers) expect([0, 1], id).toContain(known.value(answer));
    }
  });

  it("reads the outcomes of each metric's own task, within its range, and others as not a number", () => {
    for (const { id, known, task, range } of CATALOGUE) {
      if (known.when !== "outcome" || known.of === "measure") continue;
      expect(known.of, id).toBe(task);
      const value = sampled(known)!;
      expect(value, id).toBeGreaterThanOrEqual(range?.min ?? 0);
      expect(value, id).toBeLessThanOrEqual(range?.max ?? Infinity);
      for (const other of TASKS.filter((each) => each !== task))
        expect(known.value(JUDGED[other]), id).toBeNaN();
      expect(known.value({}), id).toBeNaN();
    }
  });

  it("keeps a binary outcome's values within the metric's range, whatever the score", () => {
    const pairs = [0, 1e-20, 0.3, 1 - 1e-16, 1].flatMap((score) =>
      [0, 1].map((label) => [score, label === 1 ? 1 : 0] as const),
    );
    for (const row of CATALOGUE.filter(({ task }) => task === "binary")) {
      const { known } = row;
      if (known.when !== "outcome" || known.of === "measure") continue;
      const { min, max } = rangeOf(row)!;
      const values = pairs.map((binary) => known.value({ binary })!);
      expect(Math.min(...values), row.id).toBeGreaterThanOrEqual(min);
      expect(Math.max(...values), row.id).toBeLessThanOrEqual(max);
    }
    expect(rangeOf(catalogued("latency-ms"))).toBeNull();
  });

  it("counts answers and outcomes by metrics that every one of them has", () => {
    const answers = catalogued(COUNTS_ANSWERS).known;
    expect(answers.when === "answer" && answers.value({ failed: true, latencyMs: null })).toBe(1);
    expect(answers.when === "answer" && answers.value({ failed: false, latencyMs: null })).toBe(0);
    expect(catalogued(COUNTS_OUTCOMES).known.when).toBe("outcome");
    expect(catalogued(HEADLINE).known.when).toBe("outcome");
    expect(catalogued(CALIBRATION_ERROR).known.when).toBe("report");
  });

  it("takes quantiles only of what is known with the answer: a corrected outcome revises no histogram", () => {
    const watched = CATALOGUE.flatMap(({ quantile }) => (quantile ? [quantile.of] : []));
    expect(watched).not.toHaveLength(0);
    for (const metric of watched) expect(catalogued(metric)?.known.when).toBe("answer");
  });

  it("knows no name inherited by every object", () => {
    for (const name of ["constructor", "toString", "__proto__", "f1"])
      expect(catalogued(name)).toBeUndefined();
  });
});

describe("the direction of a report's metric", () => {
  it("comes from the catalogue, whatever the report declares", () => {
    expect(betterOf({ metric: "log-loss", better: "higher" })).toBe("lower");
    expect(betterOf({ metric: "auc", better: "lower" })).toBe("higher");
  });

  it("comes from the report outside the catalogue", () => {
    expect(betterOf({ metric: "f1", better: "higher" })).toBe("higher");
    expect(betterOf({ metric: "rmse", better: "lower" })).toBe("lower");
  });
});

describe("adding a metric touches the catalogue alone", () => {
  const names = CATALOGUE.map(({ id }) => id).join("|");
  const compared = new RegExp(
    `[=!]==? *["'](?:${names})["']|["'](?:${names})["'] *[=!]==|case ["'](?:${names})["']|metric = '(?:${names})'|\\[["'](?:${names})["'][^\\]]*\\]\\.includes|Set\\(\\[["'](?:${names})["']`,
  );

  it("because no other code compares a metric's name with a string", () => {
    const code = wholeHouse().filter(({ test }) => !test);
    expect(code.filter(({ text }) => compared.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it.each([
    'metric === "accuracy" ? -1 : 1',
    'case "log-loss":',
    "AND metric = 'error-rate' AND",
    '["log-loss", "brier"].includes(metric)',
    'new Set(["brier"])',
  ])("and %s would be found", (planted) => expect(planted).toMatch(compared));
});
