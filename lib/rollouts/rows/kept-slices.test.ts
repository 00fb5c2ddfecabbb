import { describe, expect, it } from "vitest";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import { KeptSlices } from "./kept-slices.ts";
import { VALUES_MAX } from "./slice-sums.ts";

const MINUTE = 60_000;
const added = (slice: string, minute: number, n = 1) => ({
  slice,
  metric: COUNTS_ANSWERS,
  arm: "baseline",
  bucketMs: minute * MINUTE,
  n,
  nonFinite: 0,
  total: 0,
  totalSquares: 0,
});
const until = (minute: number) => ({
  exposureId: "",
  metrics: [COUNTS_ANSWERS],
  quality: [],
  answersUntil: new Date(minute * MINUTE),
  qualityUntil: new Date(minute * MINUTE),
});

describe("the sums by slice that a process keeps", () => {
  it("are the same list while nothing of them changes, and another where something comes late", () => {
    const kept = new KeptSlices();
    kept.add(added("region=a", 0));
    const first = kept.sums(until(1));
    kept.add(added("region=a", 1, 5));
    expect(kept.sums(until(1))).toBe(first);
    kept.add(added("region=a", 0, 2));
    expect(kept.sums(until(1))).toMatchObject([{ slice: "region=a", n: 3, firstMs: 0 }]);
    expect(kept.sums(until(2))).toMatchObject([{ n: 8 }]);
  });

  it("keep only so many values of a dimension, whoever sends them, and those of others", () => {
    const kept = new KeptSlices();
    for (let at = 0; at < 2 * VALUES_MAX; at += 1) kept.add(added(`user=${at}`, 0));
    kept.add(added("region=a", 0));
    kept.add(added("user=0", 0));
    const sums = kept.sums(until(1));
    expect(sums).toHaveLength(VALUES_MAX + 1);
    expect(sums[0]).toMatchObject({ slice: "user=0", n: 2 });
    expect(sums.at(-1)).toMatchObject({ slice: "region=a" });
  });
});
