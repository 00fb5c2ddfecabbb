import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, type ServedPointer } from "./assignment.ts";

const live: ServedPointer = {
  workspaceId: "w",
  model: "flight-delay",
  pointer: "production@eu",
  exposureId: "e",
  kind: "live",
  baseVersion: 1,
  candidateVersion: null,
  candidateWeight: 0,
  holdoutWeight: 0,
  salt: "s",
  rollout: null,
  release: null,
  planDigest: null,
};
const rollout = { candidateVersion: 2, rollout: 4, release: 7, planDigest: "sha256:p" };
const shadow: ServedPointer = { ...live, ...rollout, kind: "shadow" };
const canary = (candidateWeight: number, salt = "s"): ServedPointer => ({
  ...live,
  ...rollout,
  kind: "canary",
  candidateWeight,
  salt,
});
const full = (holdoutWeight: number): ServedPointer => ({
  ...live,
  ...rollout,
  kind: "full",
  candidateWeight: 10_000,
  holdoutWeight,
});
const subject = fc.string({ minLength: 1, maxLength: 60 });
const weight = fc.integer({ min: 0, max: 10_000 });

it("serves the live version to everyone, with or without a key", () => {
  for (const key of [undefined, "a"])
    expect(evaluate(live, key)).toEqual({
      key: "flight-delay.production@eu",
      value: "1",
      variant: "live",
      reason: "STATIC",
      metadata: { exposureId: "e", arm: "baseline", model: "flight-delay", pointer: "production@eu" },
    });
});

it("in shadow serves the base and names the version to call alongside", () => {
  expect(evaluate(shadow, undefined)).toMatchObject({
    value: "1",
    variant: "baseline",
    reason: "STATIC",
    metadata: { arm: "baseline", shadowVersion: "2", rollout: 4, release: 7, planDigest: "sha256:p" },
  });
});

describe("a split", () => {
  it("needs a key", () => {
    expect(evaluate(canary(500), undefined)).toBeNull();
    expect(evaluate(full(1000), undefined)).toBeNull();
  });

  it("gives a subject the same answer every time, with matching value, variant and arm", () => {
    fc.assert(
      fc.property(subject, weight, (key, candidateWeight) => {
        const found = evaluate(canary(candidateWeight), key)!;
        expect(evaluate(canary(candidateWeight), key)).toEqual(found);
        expect(found.variant).toBe(found.metadata["arm"]);
        expect(found.value).toBe(found.variant === "candidate" ? "2" : "1");
        expect(found.metadata).not.toHaveProperty("shadowVersion");
      }),
    );
  });

  it("never takes the candidate away from a subject as the share grows", () => {
    fc.assert(
      fc.property(subject, weight, weight, (key, one, other) => {
        const [narrow, wide] = one < other ? [one, other] : [other, one];
        const before = evaluate(canary(narrow), key)!.variant;
        if (before === "candidate") expect(evaluate(canary(wide), key)!.variant).toBe("candidate");
      }),
    );
  });

  it("keeps the hold-out on the base at full exposure, and nobody else", () => {
    fc.assert(
      fc.property(subject, (key) => {
        expect(evaluate(canary(0), key)!.variant).toBe("baseline");
        expect(evaluate(full(0), key)!.variant).toBe("candidate");
        // A subject on the candidate at 50 % stays on it at 100 % with a hold-out of 10 %.
        if (evaluate(canary(5000), key)!.variant === "candidate")
          expect(evaluate(full(1000), key)!.variant).toBe("candidate");
      }),
    );
  });

  it("reaches the planned share, and splits two releases independently", () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `flight-${n}`);
    const inCandidate = (served: ServedPointer) =>
      new Set(keys.filter((key) => evaluate(served, key)!.variant === "candidate"));
    const [first, second] = [inCandidate(canary(2500)), inCandidate(canary(2500, "t"))];
    // Four standard errors of a share of 0.25 in 20,000, and of 0.0625.
    expect(Math.abs(first.size / 20_000 - 0.25)).toBeLessThan(0.0123);
    const both = [...first].filter((key) => second.has(key)).length;
    expect(Math.abs(both / 20_000 - 0.0625)).toBeLessThan(0.0069);
    expect(Math.abs(inCandidate(full(1000)).size / 20_000 - 0.9)).toBeLessThan(0.0085);
  });
});
