import { describe, expect, it } from "vitest";
import { lackingOf, recoveryCodeShown, recoveryCodeText } from "./second-factor.ts";

const given = new Date("2026-11-23T08:00:00.000Z");

describe("16: what a session lacks", () => {
  it.each([
    ["offered", 0, null, null],
    ["offered", 1, null, "give"],
    ["offered", 1, given, null],
    ["offered", 0, given, null],
    ["required", 0, null, "enrol"],
    ["required", 0, given, "enrol"],
    ["required", 2, null, "give"],
    ["required", 2, given, null],
  ] as const)("where the factor is %s, there are %i, and %s was given: %s", (rule, factors, at, lacks) => {
    expect(lackingOf({ rule, factors, secondFactorAt: at })).toBe(lacks);
  });
});

describe("a recovery code", () => {
  it("is shown in groups and accepted however it is typed", () => {
    const hex = "0123456789abcdef0123456789abcdef";
    const shown = recoveryCodeShown(hex);
    expect(shown).toBe("01234567-89abcdef-01234567-89abcdef");
    for (const typed of [shown, hex, shown.toUpperCase(), ` ${shown.replaceAll("-", " ")} `])
      expect(recoveryCodeText(typed)).toBe(hex);
    for (const typed of ["", "0123", `${hex}0`, hex.replace("0", "g")])
      expect(recoveryCodeText(typed)).toBeNull();
  });
});
