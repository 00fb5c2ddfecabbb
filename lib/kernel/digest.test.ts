import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64, toBase64Url } from "./base64.ts";
import { DIGEST_PATTERN, digestOfBytes, digestOfJson } from "./digest.ts";
import { refuse } from "./refusal.ts";
import { err, ok } from "./result.ts";

const bytes = fc.uint8Array({ maxLength: 300 });

describe("a digest", () => {
  it("of bytes equals that of node:crypto", () => {
    fc.assert(
      fc.property(bytes, (of) => {
        expect(digestOfBytes(of)).toBe(`sha256:${createHash("sha256").update(of).digest("hex")}`);
        expect(digestOfBytes(of)).toMatch(DIGEST_PATTERN);
      }),
    );
  });

  it("of JSON does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(digestOfJson(turned)).toBe(digestOfJson(value));
      }),
    );
    expect(digestOfJson({ a: 1 })).not.toBe(digestOfJson({ a: "1" }));
  });
});

describe("base64", () => {
  it("matches Node's in both directions", () => {
    fc.assert(
      fc.property(bytes, (of) => {
        expect(toBase64(of)).toBe(Buffer.from(of).toString("base64"));
        expect(toBase64Url(of)).toBe(Buffer.from(of).toString("base64url"));
        expect(fromBase64(toBase64(of))).toEqual(new Uint8Array(of));
      }),
    );
  });

  it.each([
    "A",
    "AB",
    "ABC",
    "AB=C",
    "ABC=D===",
    "AA==AA==",
    "AB==",
    "A-_=",
    " AAAA",
    "AAAA\n",
    "====",
    "AAB=",
  ])("is refused where it is not canonical: %j", (text) => expect(fromBase64(text)).toBeNull());
});

describe("an outcome", () => {
  it("is either a value or a refusal", () => {
    expect(ok(7)).toEqual({ ok: true, value: 7 });
    expect(err("no")).toEqual({ ok: false, error: "no" });
  });

  it("that is a refusal has kind, code and sentence, and only the fields given", () => {
    expect(refuse("stale", "digest-changed", "It changed.", { todo: "Look again." })).toEqual({
      ok: false,
      error: { kind: "stale", code: "digest-changed", message: "It changed.", todo: "Look again." },
    });
    expect(Object.keys(refuse("gone", "over", "Over.").error)).toEqual(["kind", "code", "message"]);
  });
});
