import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignArm, bucketingKey, bucketOf, bucketOfHash, murmur3 } from "./bucketing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("murmur3_x86_32", () => {
  // From the reference implementation's verification set and its common re-publications.
  it.each([
    ["", 0, 0],
    ["", 1, 0x514e28b7],
    ["", 0xffffffff, 0x81f16f39],
    ["test", 0, 0xba6bd213],
    ["test", 0x9747b28c, 0x704b81dc],
    ["Hello, world!", 0, 0xc0363e43],
    ["Hello, world!", 0x9747b28c, 0x24884cba],
    ["aaa", 0x9747b28c, 0x283e0130],
    ["aa", 0x9747b28c, 0x5d211726],
    ["a", 0x9747b28c, 0x7fa09ea6],
    ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
    ["ππππππππ", 0x9747b28c, 0xd58063c1],
  ])("%j with seed %i", (text, seed, hash) => {
    expect(murmur3(bytes(text), seed)).toBe(hash);
  });
});

describe("flagd's bucket arithmetic", () => {
  it.each([
    [0x0, 0],
    [0x1, 0],
    [0x7fffffff, 4999],
    [0x80000000, 5000],
    [0xffffffff, 9999],
  ])("hash %i lands in %i of 10,000", (hash, bucket) => {
    expect(bucketOfHash(hash, 10_000)).toBe(bucket);
  });

  it("is exact in doubles for every total it accepts", () => {
    const hash = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(hash, fc.integer({ min: 1, max: 2 ** 20 }), (one, total) => {
        expect(bucketOfHash(one, total)).toBe(Number((BigInt(one) * BigInt(total)) >> 32n));
      }),
    );
  });

  it("refuses totals it could not compute exactly", () => {
    expect(() => bucketOfHash(1, 2 ** 20 + 1)).toThrow(RangeError);
    expect(() => bucketOfHash(1, 0)).toThrow(RangeError);
  });

  // The first 64 of `flight-0`, `flight-1`, … as flagd-core 4.0.1 evaluates
  // {"fractional": ["s4lt:" + targetingKey, ["candidate", c], ["baseline", 10000 - c]]}; 1 is candidate.
  it.each([
    [500, "0010001000000000"],
    [2500, "8a1a1a1c11013c03"],
    [5000, "9a9adf5ed963bf03"],
    [9000, "ffdaffdefdf7fff3"],
  ])("gives the arms flagd gives at %i", (candidateWeight, expected) => {
    const bits = Array.from({ length: 64 }, (_, index) =>
      assignArm({ salt: "s4lt", subject: `flight-${index}`, candidateWeight, holdoutWeight: 0 }) ===
      "candidate"
        ? "1"
        : "0",
    ).join("");
    expect(BigInt(`0b${bits}`).toString(16).padStart(16, "0")).toBe(expected);
  });
});

describe("arms only grow", () => {
  const weight = fc.integer({ min: 0, max: 10_000 });

  it("a subject in the candidate stays there at any larger weight", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), weight, weight, weight, (salt, subject, a, b, holdoutWeight) => {
        const at = (candidateWeight: number) => assignArm({ salt, subject, candidateWeight, holdoutWeight });
        if (at(Math.min(a, b)) === "candidate") expect(at(Math.max(a, b))).toBe("candidate");
      }),
    );
  });

  it("nobody at weight 0, everyone but the hold-out at full weight", () => {
    fc.assert(
      fc.property(fc.string(), weight, (subject, holdoutWeight) => {
        const base = { salt: "salt", subject, holdoutWeight };
        expect(assignArm({ ...base, candidateWeight: 0 })).toBe("baseline");
        const held = bucketOf(bucketingKey("salt", subject)) >= 10_000 - holdoutWeight;
        expect(assignArm({ ...base, candidateWeight: 10_000 })).toBe(held ? "baseline" : "candidate");
      }),
    );
  });

  it("splits many subjects close to the weight, and differently under another salt", () => {
    const arms = (salt: string) =>
      Array.from({ length: 20_000 }, (_, index) =>
        assignArm({ salt, subject: `s${index}`, candidateWeight: 500, holdoutWeight: 0 }),
      );
    const one = arms("one");
    const two = arms("two");
    const share = one.filter((arm) => arm === "candidate").length / one.length;
    expect(Math.abs(share - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / one.length));
    const both = one.filter((arm, index) => arm === "candidate" && two[index] === "candidate").length;
    expect(both / one.length).toBeLessThan(0.006);
  });
});

it("refuses weights that are not whole hundredths of a percent", () => {
  const base = { salt: "s", subject: "x" };
  expect(() => assignArm({ ...base, candidateWeight: 0.5, holdoutWeight: 0 })).toThrow(RangeError);
  expect(() => assignArm({ ...base, candidateWeight: -1, holdoutWeight: 0 })).toThrow(RangeError);
  expect(() => assignArm({ ...base, candidateWeight: 1, holdoutWeight: 10_001 })).toThrow(RangeError);
  expect(() => assignArm({ ...base, candidateWeight: Number.NaN, holdoutWeight: 0 })).toThrow(RangeError);
});
