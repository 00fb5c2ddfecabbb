import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "./csv.ts";

describe("a line of comma-separated values", () => {
  it("quotes cells that need quotes", () => {
    expect(csvLine(["a", 1, null, 'say "no"', "two\nlines", "x,y"])).toBe(
      'a,1,,"say ""no""","two\nlines","x,y"\r\n',
    );
  });

  it.each(["=1+1", "+1", "-2", "@SUM(A1)", "\tx", "\rx"])("neutralises a formula in %j", (text) => {
    expect(csvLine([text]).replace(/^"/, "")).toMatch(/^'/);
  });

  it("leaves numbers numbers", () => expect(csvLine([-2])).toBe("-2\r\n"));

  it("reads back cell by cell", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const read = parseLine(csvLine(cells));
        expect(read).toHaveLength(cells.length);
        for (const [at, text] of read.entries()) expect([cells[at], `'${cells[at]}`]).toContain(text);
        for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

function parseLine(line: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n$)/g;
  for (const match of line.matchAll(pattern)) cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
  return cells;
}
