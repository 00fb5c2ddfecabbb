import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalBytes, canonicalJson } from "./canonical-json.ts";

const VECTORS = new URL("../../../shared/vectors/audit/jcs/", import.meta.url);
const missing = !existsSync(VECTORS);
if (missing) console.warn(`skipped: the RFC 8785 vectors are not at ${VECTORS.pathname}`);
const read = (name: string): string => readFileSync(new URL(name, VECTORS), "utf8");

describe("published vectors", () => {
  it.skipIf(missing).each(["arrays", "french", "structures", "unicode", "values", "weird"])("%s", (name) => {
    const input: unknown = JSON.parse(read(`input/${name}.json`));
    expect(canonicalJson(input)).toBe(read(`output/${name}.json`));
    const expectedHex = read(`outhex/${name}.txt`).split(/\s+/).filter(Boolean).join("");
    expect(Buffer.from(canonicalBytes(input)).toString("hex")).toBe(expectedHex);
  });

  it.skipIf(missing)("number serialisation", () => {
    const vectors = JSON.parse(read("es6-number-hashes.json")) as { sampleLines: string[] };
    for (const line of vectors.sampleLines) {
      const [hex, expected] = line.split(",");
      expect(canonicalJson(numberOfBits(BigInt(`0x${hex}`)))).toBe(expected);
    }
  });
});

describe("refuses what JSON cannot represent exactly", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  it.each([
    ["undefined", undefined],
    ["an undefined member", { a: undefined }],
    ["a hole", new Array(2)],
    ["NaN", Number.NaN],
    ["Infinity", [Number.POSITIVE_INFINITY]],
    ["bigint", 1n],
    ["a function", { a: () => 1 }],
    ["a symbol", Symbol("s")],
    ["a symbol key", { [Symbol("s")]: 1 }],
    ["a lone surrogate", "\ud800"],
    ["a lone surrogate in a key", { "\udc00": 1 }],
    ["a Date", new Date(0)],
    ["a Map", new Map()],
    ["a toJSON", { toJSON: () => 1 }],
    ["a circle", circle],
  ])("%s", (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it("names the path", () => {
    expect(() => canonicalJson({ a: [{ b: 1 }, { b: 1n }] })).toThrow("$.a[1].b");
  });
});

describe("properties", () => {
  it("parses back to the same value and is a fixed point", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("writes every finite double in its shortest form that reads back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = canonicalJson(value);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        expect(text).not.toMatch(/^-0$|\+0|e0|E/);
        expect(text.replace(/e.*/, "").replace(/[-.]/g, "").replace(/^0+/, "").length).toBeLessThanOrEqual(
          21,
        );
      }),
    );
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson({ ...object }));
      }),
    );
  });
});

function numberOfBits(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}
