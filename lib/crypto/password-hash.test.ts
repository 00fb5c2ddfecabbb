import { describe, expect, it } from "vitest";
import { hashPassword, passwordMatches, UNKNOWN_ACCOUNT_HASH } from "./password-hash.ts";

/** From the reference implementation's tests (phc-winner-argon2, src/test.c), in our notation. */
const REFERENCE = [
  ["password", "$argon2id$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"],
  ["differentpassword", "$argon2id$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3-J4umqA32aWKB1-DSiRuBfYxFj94"],
] as const;

const costOf = (stored: string): string => stored.split("$")[2]!;

describe("a password's hash", () => {
  it.each(REFERENCE)("equals the reference argon2id: %s", async (password, stored) => {
    expect(await passwordMatches(password, stored)).toBe(true);
    expect(await passwordMatches(`${password}x`, stored)).toBe(false);
  });

  it("matches its password and no other", async () => {
    const stored = await hashPassword("correct horse battery staple");
    expect(await passwordMatches("correct horse battery staple", stored)).toBe(true);
    for (const near of [
      "correct horse battery stapl",
      "Correct horse battery staple",
      "correct horse battery staple ",
      "",
    ])
      expect(await passwordMatches(near, stored)).toBe(false);
  });

  it("states its cost, which is at least OWASP's floor", async () => {
    const [, memory, passes] = /^m=(\d+),t=(\d+),p=1$/.exec(costOf(await hashPassword("anything at all")))!;
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
  });

  it("is salted: the same password twice gives two", async () => {
    expect(await hashPassword("the same again")).not.toBe(await hashPassword("the same again"));
  });

  it("does not depend on how a keyboard composes a letter, and covers more than 72 bytes", async () => {
    const stored = await hashPassword("cafe\u0301 au lait");
    expect(await passwordMatches("caf\u00e9 au lait", stored)).toBe(true);
    const long = "x".repeat(127);
    expect(await passwordMatches(`${long}b`, await hashPassword(`${long}a`))).toBe(false);
  });

  it("of an unknown account costs the same and matches nothing", async () => {
    expect(costOf(UNKNOWN_ACCOUNT_HASH)).toBe(costOf(await hashPassword("somebody's")));
    for (const guess of ["", "A", "password1234"])
      expect(await passwordMatches(guess, UNKNOWN_ACCOUNT_HASH)).toBe(false);
  });

  it("in another format is a bug, never a match", async () => {
    for (const stored of [
      "",
      "plain",
      "$2b$10$abcdefghijklmnopqrstuv",
      "$argon2i$m=19456,t=2,p=1$c2FsdA$aGFzaA",
    ])
      await expect(passwordMatches("plain", stored)).rejects.toThrow("not argon2id");
  });
});
