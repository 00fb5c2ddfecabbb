import { expect, it } from "vitest";
import type { Addition } from "#lib/monitoring/addition.ts";
import { keptReads } from "./kept-reads.ts";
import { type KeptApart, KeptSums } from "./kept-sums.ts";

const added = (value: number, bucketMs: number): Addition => ({
  latestMs: bucketMs,
  cells: [["latency-ms", "candidate", "receipt", bucketMs, 1, 0, value, value * value, 0, 0]],
  histograms: [],
  spreads: [],
});

const apartSince = (ms: number, oneByOne = false): KeptApart => ({
  openSince: () => ms,
  isReadOneByOne: () => oneByOne,
});

it("does not drift, however many batches a stage adds up", () => {
  const kept = new KeptSums();
  for (let batch = 0; batch < 200_000; batch += 1)
    kept.add(added(1e6 + 0.1, batch), apartSince(Number.POSITIVE_INFINITY));
  const { n, total, totalRest } = kept.of("latency-ms", "candidate")!.settled!;
  expect(n).toBe(200_000);
  expect(total + totalRest).toBe(200_000 * (1e6 + 0.1));
  expect(total).not.toBe(200_000 * (1e6 + 0.1));
});

it("keeps buckets apart until they are settled, and adds late rows to what they settled in", () => {
  const kept = new KeptSums();
  for (const bucket of [1, 2, 3]) kept.add(added(bucket, bucket), apartSince(0));
  kept.settle(apartSince(2));
  kept.add(added(10, 1), apartSince(2));
  const { settled, open } = kept.of("latency-ms", "candidate")!;
  expect(settled).toMatchObject({ n: 3, total: 13, lastBucketMs: 2 });
  expect([...open]).toMatchObject([[3, { n: 1, total: 3 }]]);
});

it("reads buckets from the oldest on, also after one came late or was settled", async () => {
  const kept = new KeptSums();
  for (const bucket of [1000, 3000, 2000]) kept.add(added(bucket, bucket), apartSince(2500, true));
  const at = new Date(0);
  const source = {
    exposureId: "",
    cohortSeconds: 1,
    metrics: ["latency-ms"],
    quality: [],
    matureUntil: at,
    newestSince: at,
    windowSeconds: 0,
  };
  const { windows, blocks } = keptReads(kept);
  expect(await windows(source, "latency-ms")).toEqual([1000, 2000, 3000]);
  const events = (await blocks(source, "latency-ms")).map(({ candidate }) => candidate.events);
  expect(events).toEqual([1000, 2000, 3000]);
});
