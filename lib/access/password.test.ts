import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptPassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./password.ts";

describe("a password", () => {
  it("is measured by its length alone, in characters as people count them", () => {
    const character = fc.constantFrom("a", " ", "é", "村", "🛫", "0");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 140 }), (characters) => {
        const long = characters.length >= PASSWORD_LENGTH_MIN && characters.length <= PASSWORD_LENGTH_MAX;
        const common = characters.every((one) => one === "0") && characters.length === 12;
        expect(acceptPassword(characters.join("")).ok).toBe(long && !common);
      }),
    );
  });

  it.each(["password1234", "PASSWORD1234", "123456789012", "changeme1234"])(
    "is not on everybody's list: %s",
    (guess) => {
      expect(acceptPassword(guess)).toMatchObject({ error: { code: "password-common", field: "password" } });
    },
  );

  it("that is refused is told why, and never repeated", () => {
    for (const guess of ["only eleven", "x".repeat(129), "letmein12345"]) {
      const refused = acceptPassword(guess);
      expect(refused).toMatchObject({ ok: false, error: { kind: "invalid", field: "password" } });
      expect(JSON.stringify(refused)).not.toContain(guess);
    }
  });
});
