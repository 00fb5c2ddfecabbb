import { describe, expect, it } from "vitest";
import { readMonth, sampleMonth } from "./flights.ts";
import { samplePositions } from "./random.ts";

describe("reading a month", () => {
  it("keeps columns aligned: two airports are always the same distance apart", async () => {
    const flights = await readMonth("2001-03");
    expect(flights.length).toBe(511_502);
    const distances = new Map<string, Set<number>>();
    for (const { origin, destination, distanceMiles } of flights) {
      const pair = [origin, destination].sort().join("-");
      distances.set(pair, (distances.get(pair) ?? new Set()).add(distanceMiles));
    }
    const odd = [...distances.values()].filter((seen) => seen.size > 1).length;
    expect(odd / distances.size).toBeLessThan(0.01);
    expect(flights.every((flight, at) => at === 0 || flights[at - 1]!.departsAt <= flight.departsAt)).toBe(
      true,
    );
    expect(flights.every((flight) => flight.departsAt.startsWith("2001-03"))).toBe(true);
  });

  it("knows the share of late flights of each month it was measured on", async () => {
    const { snapshot } = await sampleMonth("january", "2001-01", 150_000, 1);
    expect(snapshot.lateShare).toBeCloseTo(0.205, 2);
  });

  it("says so when the file holds no such month", async () => {
    await expect(readMonth("2001-08")).rejects.toThrow("no flights of 2001-08");
  });
});

describe("sampling", () => {
  it("gives the same rows and digest for the same seed, others for another", async () => {
    const once = await sampleMonth("s", "2001-02", 2_000, 7);
    const again = await sampleMonth("s", "2001-02", 2_000, 7);
    const other = await sampleMonth("s", "2001-02", 2_000, 8);
    expect(again).toEqual(once);
    expect(other.snapshot.sha256).not.toBe(once.snapshot.sha256);
  });

  it("takes distinct positions in order, each about equally often", () => {
    const hits = new Array(50).fill(0);
    for (let seed = 0; seed < 400; seed += 1) {
      const taken = [...samplePositions(50, 10, seed)];
      expect(new Set(taken).size).toBe(10);
      expect(taken).toEqual([...taken].sort((a, b) => a - b));
      for (const at of taken) hits[at] += 1;
    }
    // 80 expected; five standard deviations is 40.
    expect(Math.min(...hits)).toBeGreaterThan(40);
    expect(Math.max(...hits)).toBeLessThan(120);
    expect(() => samplePositions(5, 6, 1)).toThrow(RangeError);
  });
});
