import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { digest, email, instant, line, pageOf, paging, pointerName, prose, slug } from "./fields.ts";

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

/** One character of each kind that hides or reorders text. */
const DECEPTIVE = {
  "a NUL": "\u0000",
  "an escape": "\u001b",
  "a C1 control": "\u009b",
  "a soft hyphen": "\u00ad",
  "an Arabic letter mark": "\u061c",
  "a zero-width space": "\u200b",
  "a right-to-left override": "\u202e",
  "a line separator": "\u2028",
  "a word joiner": "\u2060",
  "a right-to-left isolate": "\u2067",
  "a Hangul filler": "\u3164",
  "a byte order mark": "\ufeff",
  "an interlinear mark": "\ufff9",
  "a tag character": "\u{e0041}",
  "half a surrogate pair": "\ud800",
};

describe("text written by a person", () => {
  it.each(Object.entries(DECEPTIVE))("does not contain %s at any position", (_, mark) => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,10}$/), fc.stringMatching(/^[a-z]{1,10}$/), (before, after) => {
        expect(accepts(line(80), before + mark + after)).toBe(false);
        expect(accepts(prose(80), before + mark + after)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it("names the forbidden character and its position", () => {
    const refused = prose(80).safeParse("One\ntwo\u202ethree");
    expect(refused.error?.issues[0]?.message).toBe(
      "contains U+202E (right-to-left override) at line 2, character 4; it hides or reorders text, so remove it",
    );
  });

  it.each([
    "Ærø Müller-Lüdenscheidt",
    "村上 春樹",
    "مریم",
    "می\u200cتواند",
    "Ngũgĩ wa Thiong’o",
    "100 % ✓ ⚠️ 👩\u200d🔬",
  ])("may be in any script: %s", (text) => {
    expect(line(80).parse(text)).toBe(text);
  });

  it("is trimmed, never empty, and at most as long as it may be", () => {
    expect(line(5).parse("  abc ")).toBe("abc");
    for (const text of ["", "   ", "\t\n", "\u200d", "\u200c \u200c"])
      expect(accepts(line(5), text)).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (length, max) => {
        expect(accepts(prose(max), "x".repeat(length))).toBe(length <= max);
      }),
    );
  });

  it("keeps line breaks only if several lines are allowed", () => {
    for (const text of ["a\nb", "a\r\nb", "a\tb"]) {
      expect(accepts(line(80), text)).toBe(false);
      expect(prose(80).parse(text)).toBe(text);
    }
  });
});

describe("names in addresses", () => {
  it.each(["flight-delay", "a", "v1.2_3"])("may be %s", (name) => expect(accepts(slug, name)).toBe(true));
  it.each([
    "",
    "-a",
    "a-",
    "a--b",
    "A",
    "a/b",
    "..",
    "a b",
    "é",
    "a\n",
    "x".repeat(64),
    "a%2fb",
    "churn:v2",
    "churn ",
    "it's",
    "__proto__",
  ])("may not be %j", (name) => expect(accepts(slug, name)).toBe(false));
  it("never need escaping in an address", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 70, unit: "grapheme" }), (name) => {
        if (accepts(slug, name)) expect(encodeURIComponent(name)).toBe(name);
      }),
    );
  });
  it("of pointers may name a region", () => {
    for (const name of ["production", "production@eu", "a-b@c-d"])
      expect(accepts(pointerName, name)).toBe(true);
    for (const name of ["@eu", "production@", "a@b@c", "Production", "a.b"])
      expect(accepts(pointerName, name)).toBe(false);
  });
});

describe("an e-mail address", () => {
  it("is one account in upper or lower case", () => {
    expect(email.parse("  Ada.Berg@Example.COM ")).toBe("ada.berg@example.com");
  });
  it.each([
    ["a full-width at sign", "ada＠example.com"],
    ["a Cyrillic letter", "аda@example.com"],
    ["a quoted part", '"ada@evil.example"@example.com'],
    ["two of them", "ada@example.com,eve@example.com"],
    ["a header's line", "ada@example.com\nbcc: eve@example.com"],
    ["no domain", "ada@localhost"],
    ["an invisible mark", "ada\u200b@example.com"],
    ["a NUL", "ada\u0000@example.com"],
  ])("does not hold %s", (_, text) => expect(accepts(email, text)).toBe(false));
});

describe("a digest", () => {
  it("has exactly one spelling", () => {
    const hex = "0123456789abcdef".repeat(4);
    expect(accepts(digest, `sha256:${hex}`)).toBe(true);
    for (const text of [
      hex,
      `sha256:${hex.toUpperCase()}`,
      `sha256:${hex.slice(1)}`,
      `sha256:${hex}\n`,
      `SHA256:${hex}`,
      null,
      7,
    ])
      expect(accepts(digest, text)).toBe(false);
  });
});

describe("paging", () => {
  const input = z.strictObject(paging);
  it("is bounded", () => {
    expect(input.parse({})).toEqual({ limit: 25 });
    expect(input.parse({ limit: "100" })).toEqual({ limit: 100 });
    for (const limit of ["1e9", 1e9, 101, 0, -1, 1.5, "NaN", "Infinity", "x", {}])
      expect(accepts(input, { limit })).toBe(false);
    expect(accepts(input, { cursor: "x".repeat(201) })).toBe(false);
  });
  it("ends without a cursor", () => {
    const page = pageOf(z.string());
    expect(accepts(page, { items: ["a"], nextCursor: null })).toBe(true);
    expect(accepts(page, { items: ["a"] })).toBe(false);
  });
});

describe("an instant", () => {
  const described = new RegExp((z.toJSONSchema(instant) as { pattern: string }).pattern, "u");

  it("is of this century", () => {
    for (const text of ["1999-12-31T23:59:59Z", "0020-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-23"])
      expect(accepts(instant, text)).toBe(false);
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, max: new Date("9999-12-31") }), (date) => {
        const text = date.toISOString();
        const inTime = date.getTime() >= Date.UTC(2000, 0, 1);
        expect(accepts(instant, text)).toBe(inTime);
        expect(described.test(text)).toBe(inTime);
      }),
    );
  });

  it("may carry an offset from UTC", () => {
    const offsets = ["+01:00", "-12:00", "+13:45", "+14:00", "-14:00", ".123456Z"];
    for (const text of offsets.map((offset) => `2026-11-23T08:00:00${offset}`)) {
      expect(accepts(instant, text), text).toBe(true);
      expect(text).toMatch(described);
    }
  });

  it.each([
    ["2026-11-23T08:00:00", "no zone"],
    ["2026-11-23 08:00:00Z", "a space"],
    ["2026-11-23T08:00:00+0000", "an offset without a colon"],
    ["1795725235048", "a number of milliseconds"],
    ["2027-02-29T00:00:00Z", "a day that year lacks"],
    ["2016-12-31T23:59:60Z", "a leap second"],
  ])("is not %s, with %s", (text) => expect(accepts(instant, text)).toBe(false));

  it("has an offset that exists on earth", () => {
    for (const offset of ["+14:01", "-14:30", "+15:00", "+23:59", "-23:00"]) {
      const text = `2026-11-23T08:00:00${offset}`;
      expect(accepts(instant, text), text).toBe(false);
      expect(text).not.toMatch(described);
    }
  });
});
