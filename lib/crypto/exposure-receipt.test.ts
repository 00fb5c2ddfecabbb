import fc from "fast-check";
import { expect, it } from "vitest";
import { type Evaluated, exposureReceipts } from "./exposure-receipt.ts";

const SECRET = "a secret of at least thirty-two letters";
const { issue, isFor } = exposureReceipts(SECRET, "workspace-a");
const NOW = new Date("2026-11-27T15:00:30.000Z");
const evaluated: Evaluated = { exposureId: "e1", arm: "candidate", subject: "-17" };
const receipt = issue(evaluated, NOW);

it("is short, and for exactly what it was issued for", () => {
  expect(receipt).toMatch(/^[0-9a-z]{5}\.[\w-]{16}$/);
  expect(isFor(receipt, evaluated, NOW)).toBe(true);
  for (const other of [
    { exposureId: "e2" },
    { arm: "baseline" },
    { subject: "-18" },
    { arm: "candidate -17", subject: "" },
  ])
    expect(isFor(receipt, { ...evaluated, ...other }, NOW)).toBe(false);
});

it("is nothing in another workspace or installation", () => {
  expect(exposureReceipts(SECRET, "workspace-b").isFor(receipt, evaluated, NOW)).toBe(false);
  expect(exposureReceipts(`${SECRET}!`, "workspace-a").isFor(receipt, evaluated, NOW)).toBe(false);
});

it("is for the time from its minute on, by clocks that differ by minutes", () => {
  const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  expect(isFor(receipt, evaluated, at(60 * 24 * 90))).toBe(true);
  expect(isFor(receipt, evaluated, at(-5))).toBe(true);
  expect(isFor(receipt, evaluated, at(-6))).toBe(false);
});

it("is no other text, and no text throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.string({ minLength: 22, maxLength: 22 }),
        fc.base64String().map((mac) => `htm2b.${mac}`),
      ),
      (text) => {
        expect(isFor(text, evaluated, NOW)).toBe(text === receipt);
      },
    ),
  );
  for (let at = 0; at < receipt.length; at++) {
    const flipped = receipt[at] === "A" ? "B" : "A";
    expect(isFor(receipt.slice(0, at) + flipped + receipt.slice(at + 1), evaluated, NOW)).toBe(false);
  }
});
