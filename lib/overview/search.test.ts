import { expect, it } from "vitest";
import { termsOf } from "./search.ts";

const hex = "ab".repeat(32);

it.each([
  ["Release", { kind: "release", number: null, version: null, digest: null }],
  ["2", { kind: null, number: 2, version: 2 }],
  ["#2", { number: 2, version: 2 }],
  ["10,482", { number: 10482 }],
  ["v2", { number: null, version: 2 }],
  ["leaf", { kind: "event" }],
  ["9999999999", { number: null, version: null }],
  [`sha256:${hex}`, { digest: { start: hex, end: "" } }],
  [hex.toUpperCase(), { digest: { start: hex, end: "" } }],
  ["abcdef", { digest: { start: "abcdef", end: "" } }],
  ["facade", { digest: { start: "facade", end: "" } }],
  ["face", { digest: null }],
  ["sha256:fa", { digest: { start: "fa", end: "" } }],
  ["d72d…108e", { digest: { start: "d72d", end: "108e" } }],
  ["%", { text: "%", number: null, digest: null }],
])("%s", (text, means) => {
  expect(termsOf(text)).toMatchObject([means]);
});

it("a digest may be copied as pages show it, and no search has words without end", () => {
  expect(termsOf(" sha256  d72d…108e ")).toHaveLength(1);
  expect(termsOf("a ".repeat(100))).toHaveLength(8);
  expect(termsOf(" ")).toEqual([]);
});
