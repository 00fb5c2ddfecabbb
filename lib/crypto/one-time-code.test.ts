import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { codeKeyShown, newCodeKey, stepOf, stepOfCode } from "./one-time-code.ts";

/** RFC 6238 appendix B (SHA-1), to six digits. */
const KEY = new Uint8Array(Buffer.from("12345678901234567890"));
const RFC_6238 = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const;
const at = (seconds: number) => new Date(seconds * 1000);

describe("a one-time code", () => {
  it.each(RFC_6238)("equals the published one at second %i", (seconds, code) => {
    expect(stepOfCode(KEY, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it("18: is accepted from one step before to one step after its own, and not beyond", () => {
    const [seconds, code] = RFC_6238[3];
    const own = stepOf(at(seconds));
    const starts = own * 30;
    for (const offset of [-30, 0, 29, 30, 59]) expect(stepOfCode(KEY, code, at(starts + offset))).toBe(own);
    for (const offset of [-31, 60, 3600]) expect(stepOfCode(KEY, code, at(starts + offset))).toBeNull();
  });

  it.each(["", "28708", "2870820", "28708x", "٢٨٧٠٨٢", " 287082"])("is not %j", (code) => {
    expect(stepOfCode(KEY, code, at(59))).toBeNull();
  });

  it("comes from a key of 160 bits that an app reads as text and as a URI", () => {
    const key = newCodeKey();
    expect(key).toHaveLength(20);
    const { text, uri } = codeKeyShown(key, "mira@example.com", "Countersign");
    expect(text).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Countersign:mira%40example\.com\?issuer=Countersign&secret=/);
    expect(uri).toContain(text);
    const code = TOTP.generate({ secret: Secret.fromBase32(text), timestamp: 59_000 });
    expect(stepOfCode(key, code, at(59))).toBe(1);
  });
});
