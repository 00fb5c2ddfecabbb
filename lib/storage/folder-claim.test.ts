import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { claimFolder } from "./folder-claim.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-claim-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const left = (text: string) => writeFile(join(folder, "running"), text);

it("is given once: another living process keeps it", async () => {
  expect(await claimFolder(folder)).toBeNull();
  expect(await readFile(join(folder, "running"), "utf8")).toBe(`${process.pid}\n`);
  await left(`${process.ppid}\n`);
  expect(await claimFolder(folder)).toBe(process.ppid);
});

// A container's first process has the same number at every start.
it.each(["", "nonsense", "-1\n", "999999999\n", `${process.pid}\n`])("passes on from %j", async (text) => {
  await left(text);
  expect(await claimFolder(folder)).toBeNull();
});
