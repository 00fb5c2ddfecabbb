import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");

/** A folder with the project's own limits, which judge the planted files. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-limits-"));
  const { vcs: _, $schema: __, ...limits } = JSON.parse(await readFile(join(ROOT, "biome.json"), "utf8"));
  await writeFile(join(folder, "biome.json"), JSON.stringify(limits));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function refusedFor(file: string, code: string): Promise<string[]> {
  await writeFile(join(folder, file), code);
  const args = [BIOME, "lint", "--reporter=json", file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(
    (failed: { stdout: string }) => failed,
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string }[] };
  return diagnostics.map(({ category }) => category);
}

const functionOf = (statements: number): string =>
  `export function planted(): void {\n${"  go();\n".repeat(statements)}}\ndeclare const go: () => void;\n`;
const branches = (count: number): string =>
  `export function planted(a: number): void {\n${"  if (a > 1) go();\n".repeat(count)}}\ndeclare const go: () => void;\n`;

describe("Biome's limits", () => {
  it("refuse a function of more than 60 lines, in the product only", async () => {
    const rule = "lint/complexity/noExcessiveLinesPerFunction";
    expect(await refusedFor("planted.ts", functionOf(61))).toEqual([rule]);
    expect(await refusedFor("planted.ts", functionOf(60))).toEqual([]);
    expect(await refusedFor("planted.test.ts", functionOf(61))).toEqual([]);
  });

  it("refuse a complexity of more than 12, in tests too", async () => {
    const rule = "lint/complexity/noExcessiveCognitiveComplexity";
    expect(await refusedFor("planted.ts", branches(13))).toEqual([rule]);
    expect(await refusedFor("planted.test.ts", branches(13))).toEqual([rule]);
    expect(await refusedFor("planted.ts", branches(12))).toEqual([]);
  });

  it("refuse an explicit any", async () => {
    expect(await refusedFor("planted.ts", "export type Planted = any;\n")).toEqual([
      "lint/suspicious/noExplicitAny",
    ]);
  });
});
