import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { acceptPassword, knownWords, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password.ts";

const words = knownWords({
  workspace: "Skyline Operations",
  name: "Mira Okafor",
  email: "m.okafor-jones@skyline.example",
});
const common = commonPasswords();
const accept = (password: string) => acceptPassword(password, { common, words });
const codeOf = (password: string) => {
  const answer = accept(password);
  return answer.ok ? null : answer.error.code;
};

describe("15: a password", () => {
  it("is measured only by its length, in characters as people count them", () => {
    const character = fc.constantFrom("a", " ", "é", "村", "🛫", "0");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 140 }), (characters) => {
        const long = characters.length >= PASSWORD_LENGTH_MIN && characters.length <= PASSWORD_LENGTH_MAX;
        const code = codeOf(characters.join(""));
        if (!long) expect(code).toMatch(/^password-too-(short|long)$/);
        else if (new Set(characters).size > 4) expect(code).toBeNull();
      }),
    );
  });

  it.each([
    "correct horse battery staple",
    "gate fourteen boards at dawn",
    "Tr0ub4dor&3 is not enough",
    "k3jf83jf8fjw",
    "dragon 83jf8fjw21",
    "村に雨が降る日は静かに本を読む",
    "the operations of the sky are quiet",
    "mira saw seventeen grey herons",
  ])("that nobody would guess is taken: %s", (password) => expect(codeOf(password)).toBeNull());

  it("is refused if it is on a list of tens of thousands, in any spelling", () => {
    const listed = [...common].filter((one) => [...one].length >= PASSWORD_LENGTH_MIN);
    expect(common.size).toBeGreaterThan(45_000);
    expect(listed.length).toBeGreaterThan(250);
    for (const guess of listed)
      for (const written of [guess, guess.toUpperCase(), guess[0]!.toUpperCase() + guess.slice(1)])
        expect(codeOf(written), written).toBe("password-common");
  });

  it.each([
    "password1234",
    "PassWord2026!",
    "sunshine1234",
    "!!!football!!!",
    "2026dragon2026",
    "dragon1234567890",
    "iloveyou111111111",
    "passwordpassword",
    "monkeymonkeymonkey",
    "abcabcabcabc",
    "aaaaaaaaaaaaaaaa",
    "000000000000",
    "3456789:;<=>",
    "ｐａｓｓｗｏｒｄ１２３４",
  ])("is not a common word dressed up: %s", (guess) => expect(codeOf(guess)).toBe("password-common"));

  it.each([
    "SkylineOperations",
    "skyline-operations-26",
    "Countersign2026!",
    "mira.okafor.1",
    "OkaforJones99",
    "countersigncountersign1",
  ])("is not made of what everybody here knows: %s", (guess) =>
    expect(codeOf(guess)).toMatch(/^password-(guessable|common)$/),
  );

  it("is refused with a reason that never repeats it", () => {
    for (const guess of ["only eleven", "x".repeat(129), "letmein12345", "SkylineOperations"]) {
      const refused = accept(guess);
      expect(refused).toMatchObject({ ok: false, error: { kind: "invalid", field: "password" } });
      expect(JSON.stringify(refused)).not.toContain(guess);
    }
  });

  it("is compared with words of four letters or more, longest first", () => {
    expect(words).toEqual(["countersign", "operations", "skyline", "example", "okafor", "jones", "mira"]);
  });
});
