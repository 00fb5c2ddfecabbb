import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { tarPieces } from "./tar.ts";

const at = new Date("2026-11-23T08:00:00.000Z");

it("unpacks with tar to the same files, whatever their lengths", () => {
  const contents = fc.array(
    fc.tuple(fc.string({ unit: "grapheme" }), fc.constantFrom(0, 1, 511, 512, 513, 2000)),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(contents, (texts) => {
      const files = Object.fromEntries(
        texts.map(([text, length], i) => [`file-${i}.json`, text + "x".repeat(length)]),
      );
      const folder = mkdtempSync(join(tmpdir(), "countersign-tar-"));
      execFileSync("tar", ["-xf", "-", "-C", folder], {
        input: Buffer.concat([...tarPieces("release-1", files, at)]),
      });
      const unpacked = join(folder, "release-1");
      expect(readdirSync(unpacked).sort()).toEqual(Object.keys(files).sort());
      for (const [name, text] of Object.entries(files)) {
        expect(readFileSync(join(unpacked, name), "utf8")).toBe(text);
        expect(statSync(join(unpacked, name)).mtime).toEqual(at);
      }
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 10 },
  );
});

it("refuses a name that is too long", () => {
  expect(() => [...tarPieces("f", { ["n".repeat(99)]: "" }, at)]).toThrow("does not fit");
  expect(() => [...tarPieces("f", { grüße: "" }, at)]).toThrow("does not fit");
});
