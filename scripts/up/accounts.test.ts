import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { accountsFrom, BLOCKS, claimAccounts, PROCESSES } from "./accounts.ts";

let base: string;
let registry: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "countersign-accounts-"));
  registry = join(base, "registry");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const nobodyTaken = async () => false;
async function claim(name: string, taken: (ids: readonly number[]) => Promise<boolean> = nobodyTaken) {
  await mkdir(join(base, name), { recursive: true });
  return (await claimAccounts(join(base, name), { registry, taken }))?.group ?? null;
}

it("gives each process a user of its own, and no block an id of another", () => {
  const ids = BLOCKS.flatMap((first) => {
    const { group, of } = accountsFrom(first);
    return [group, ...PROCESSES.map((name) => of[name].uid)];
  });
  expect(new Set(ids).size).toBe(ids.length);
  // systemd leaves these unused, and a container without privileges has no higher ones than 65535.
  expect(Math.min(...ids)).toBeGreaterThanOrEqual(60_706);
  expect(Math.max(...ids)).toBeLessThanOrEqual(61_183);
});

it("gives an installation the same users at every start, and two installations different ones", async () => {
  const [first, second] = [await claim("first"), await claim("second")];
  expect(first).not.toBe(second);
  expect(await claim("first")).toBe(first);
  expect(await claim("second")).toBe(second);
});

it("never takes an id that a user or group of the machine has, also one added since", async () => {
  const first = await claim("first", async (ids) => ids.includes(BLOCKS[0]! + 3));
  expect(first).toBe(BLOCKS[1]);
  expect(await claim("first", async (ids) => ids.includes(BLOCKS[1]! + 9))).toBe(BLOCKS[0]);
});

it("gives a moved folder its own users, and a folder in its place other ones", async () => {
  const first = await claim("first");
  await rename(join(base, "first"), join(base, "moved"));
  expect(await claim("moved")).toBe(first);
  await mkdir(join(base, "first"));
  expect(await claim("first")).not.toBe(first);
});

it("uses a removed installation's users again, and has none left when all are in use", async () => {
  for (const n of BLOCKS.keys()) expect(await claim(`at-${n}`)).toBe(BLOCKS[n]);
  expect(await claim("late")).toBeNull();
  await rm(join(base, "at-5"), { recursive: true });
  expect(await claim("late")).toBe(BLOCKS[5]);
  expect((await readFile(join(base, "late/accounts"), "utf8")).trim()).toBe(String(BLOCKS[5]));
});
