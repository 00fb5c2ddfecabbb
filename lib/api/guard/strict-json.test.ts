import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictJson } from "./strict-json.ts";

const parse = (text: string) => parseStrictJson(new TextEncoder().encode(text));
const refused = (code: string) => ({ ok: false, error: { kind: "invalid", code } });
/** JSON that I-JSON can carry: well-formed text, no NUL, no key that sets a prototype, finite numbers only. */
const text = fc.string({ unit: "grapheme" }).filter((of) => of.isWellFormed() && !of.includes("\u0000"));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      text,
    ),
    fc.array(tie("any"), { maxLength: 5 }),
    fc.dictionary(
      text.filter((key) => key !== "__proto__"),
      tie("any"),
      { maxKeys: 5 },
    ),
  ),
})).any;

describe("what is I-JSON", () => {
  it("is parsed as JSON.parse does, whatever the spacing", () => {
    fc.assert(
      fc.property(value, fc.constantFrom("", " ", "\t", "\r\n  "), (of, space) => {
        const written = JSON.stringify(of, null, space);
        expect(parse(written)).toEqual({ ok: true, value: JSON.parse(written) });
      }),
    );
  });

  it("may contain unnecessary escapes, and pairs of surrogates", () => {
    expect(parse('{"\\u0061":"\\ud83d\\udeeb \\\\u0000 \\u00e9"}')).toEqual({
      ok: true,
      value: { a: "🛫 \\u0000 é" },
    });
  });
});

describe("what is refused", () => {
  it("more values than any request needs, however they are nested", () => {
    const numbers = (count: number) => `[${"0,".repeat(count - 1)}0]`;
    expect(parse(`{"a":${numbers(500_000)}}`)).toMatchObject({ ok: true });
    expect(parse(`{"a":${numbers(500_001)}}`)).toMatchObject(refused("too-many-values"));
    expect(parse(`[${`${numbers(50_000)},`.repeat(10)}{"a":1}]`)).toMatchObject(refused("too-many-values"));
    // A comma in a text counts nothing.
    expect(parse(JSON.stringify(",".repeat(500_001)))).toMatchObject({ ok: true });
  });

  it("a key twice in one object, however it is written", () => {
    for (const twice of [
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '{"b":{"a":1,"a":1}}',
      '[{"a":[{}],"b":"}","a":0}]',
      '{"a" :1, "x":"\\"a\\":", "a"\n:2}',
      '{"":1,"":2}',
    ])
      expect(parse(twice), twice).toMatchObject(refused("key-twice"));
    for (const once of [
      '{"a":{"a":{"a":1}}}',
      '[{"a":1},{"a":2}]',
      '{"a":"a","b":["a","a"]}',
      '{"x":"{\\"a\\":1,\\"a\\":2}"}',
    ])
      expect(parse(once), once).toMatchObject({ ok: true });
  });

  it("a fault at any place", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== "__proto__"),
          fc.integer(),
          { minKeys: 1 },
        ),
        fc.nat(),
        (of, which) => {
          const entries = Object.entries(of).map(([key, number]) => `${JSON.stringify(key)}:${number}`);
          const again = entries[which % entries.length]!;
          expect(parse(`{${[...entries, again].join(",")}}`)).toMatchObject(refused("key-twice"));
        },
      ),
    );
  });

  it.each([
    ["half a surrogate pair", '{"a":"\\ud800"}', "text-malformed"],
    ["the other half", '["\\udc00x"]', "text-malformed"],
    ["one in a key", '{"\\ud800":1}', "text-malformed"],
    ["a NUL", '{"a":"b\\u0000c"}', "text-malformed"],
    ["a key for the prototype", '{"__proto__":{"isAdmin":true}}', "key-forbidden"],
    ["the same, escaped", '{"a":{"__prot\\u006f__":1}}', "key-forbidden"],
    ["a NaN", '{"a":NaN}', "not-json"],
    ["an Infinity", "[Infinity]", "not-json"],
    ["a comment", '{"a":1 /* x */}', "not-json"],
    ["a comma too many", '{"a":1,}', "not-json"],
    ["a single quote", "{'a':1}", "not-json"],
    ["half a value", '{"a":', "not-json"],
    ["a string without an end", '{"a":"', "not-json"],
    ["nothing but space", "  ", "not-json"],
    ["two values", "{}{}", "not-json"],
  ])("is %s", (_, body, code) => expect(parse(body)).toMatchObject(refused(code)));

  it("bytes that are not UTF-8", () => {
    for (const bytes of [
      [0xff],
      [0x22, 0xc3, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xf8, 0x88, 0x80, 0x80, 0x80, 0x22],
    ])
      expect(parseStrictJson(new Uint8Array(bytes))).toMatchObject(refused("not-utf-8"));
  });

  it("nesting deeper than 32, at any depth, in little time", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parse(nested(32))).toMatchObject({ ok: true });
    for (const deep of [nested(33), nested(10_000), "[".repeat(200_000), '{"a":'.repeat(40)])
      expect(parse(deep)).toMatchObject(refused("too-deep"));
    expect(parse(JSON.stringify("[".repeat(100)))).toMatchObject({ ok: true });
  });
});

describe("time", () => {
  it("takes time linear in the length: a quarter of a megabyte of anything is parsed or refused quickly", () => {
    const size = 256 * 1024;
    for (const body of [
      `[${'"a",'.repeat(size / 4)}"a"]`,
      `{"a":"${"\\".repeat(size)}`,
      `${'"a" '.repeat(size / 4)}`,
      `["${"\\u0041".repeat(size / 6)}"]`,
      `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":0`).join(",")}}`,
      `{"a"${" ".repeat(size)}:1}`,
    ]) {
      const began = performance.now();
      parse(body);
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});
