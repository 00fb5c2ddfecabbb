import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashTokenSecret, looksLikeToken, newTokenSecret } from "./token-secret.ts";

describe("a token's secret", () => {
  it("has 256 bits and a prefix that scanners know, and is never created twice", () => {
    const made = Array.from({ length: 200 }, newTokenSecret);
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(200);
    for (const { secret, prefix, hash } of made) {
      expect(Buffer.from(secret.slice("cst_".length), "base64url")).toHaveLength(32);
      expect(looksLikeToken(secret)).toBe(true);
      expect(secret.startsWith(prefix)).toBe(true);
      // The part shown in lists leaves more than 200 bits to guess.
      expect(prefix).toHaveLength(10);
      expect(Buffer.from(hash)).toEqual(createHash("sha256").update(secret).digest());
    }
  });

  it("is recognised without a database query", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(looksLikeToken(text)).toBe(false);
      }),
    );
    const { secret } = newTokenSecret();
    for (const near of [`${secret}=`, secret.slice(0, -1), secret.toUpperCase(), ` ${secret}`, `${secret}\n`])
      expect(looksLikeToken(near)).toBe(false);
    expect(hashTokenSecret(secret)).not.toEqual(hashTokenSecret(`${secret}=`));
  });
});
