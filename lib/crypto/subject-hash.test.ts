import { expect, it } from "vitest";
import { subjectHasher } from "./subject-hash.ts";

const SECRET = "a secret of at least thirty-two letters";
const hash = subjectHasher(SECRET, "workspace-a");

it("is the same for the same subject, and another in another workspace or installation", () => {
  expect(hash("ada")).toBe(subjectHasher(SECRET, "workspace-a")("ada"));
  expect(hash("ada")).not.toBe(hash("bob"));
  expect(hash("ada")).not.toBe(subjectHasher(SECRET, "workspace-b")("ada"));
  expect(hash("ada")).not.toBe(subjectHasher(`${SECRET}!`, "workspace-a")("ada"));
});

it("fits the database's bigint", () => {
  for (const subject of ["", "ada", "विमान", "x".repeat(500)]) {
    const value = BigInt(hash(subject));
    expect(BigInt.asIntN(64, value)).toBe(value);
  }
});
