import { createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { workspaceHmac } from "./workspace-hmac.ts";

const SECRET = "a secret of at least thirty-two letters";

it("is Node's own HMAC, for any text and whatever came before", () => {
  const [mine, short] = (["hex", "base64url"] as const).map((encoding) =>
    workspaceHmac(SECRET, "workspace-a", "test v1", encoding),
  );
  const key = new Uint8Array(hkdfSync("sha256", SECRET, "workspace-a", "test v1", 32));
  const theirs = (text: string) => createHmac("sha256", key).update(text);
  const long = fc.string({ unit: "binary", minLength: 480, maxLength: 2000 });
  const halves = fc.constantFrom(
    "\ud800",
    "a\udc00b",
    "",
    "x".repeat(500),
    "विमान".repeat(100),
    "x".repeat(501),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), long, halves), (text) => {
      expect(mine!(text)).toBe(theirs(text).digest("hex"));
      expect(short!(text)).toBe(theirs(text).digest("base64url"));
    }),
    { numRuns: 500 },
  );
});

it("is another for another secret, workspace or purpose", () => {
  const of = (...named: [string, string, string]) => workspaceHmac(...named, "hex")("ada");
  const all = [of(SECRET, "a", "x"), of(`${SECRET}!`, "a", "x"), of(SECRET, "b", "x"), of(SECRET, "a", "y")];
  expect(new Set(all).size).toBe(4);
});
