import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seal, unseal } from "./sealed.ts";

const SECRET = "a secret of the tests, long enough";
const bytes = fc.uint8Array({ maxLength: 64 });

describe("what is sealed", () => {
  it("opens with the same secret for the same purpose", () => {
    fc.assert(
      fc.property(bytes, fc.string(), (text, about) => {
        const sealed = seal(text, SECRET, about);
        expect(Buffer.from(unseal(sealed, SECRET, about)!)).toEqual(Buffer.from(text));
        expect(unseal(sealed, `${SECRET}.`, about)).toBeNull();
        expect(unseal(sealed, SECRET, `${about}.`)).toBeNull();
      }),
    );
  });

  it("does not open with any bit changed, nor cut short", () => {
    const sealed = seal(new Uint8Array([1, 2, 3]), SECRET, "row");
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = sealed.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(unseal(changed, SECRET, "row")).toBeNull();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(unseal(sealed.subarray(0, length), SECRET, "row")).toBeNull();
  });

  it("is never sealed the same way twice", () => {
    const text = new Uint8Array(20);
    expect(Buffer.from(seal(text, SECRET, "row"))).not.toEqual(Buffer.from(seal(text, SECRET, "row")));
  });
});
