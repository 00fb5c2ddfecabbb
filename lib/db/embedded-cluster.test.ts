import { spawnSync } from "node:child_process";
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmbedded } from "./embedded.ts";
import { clusterOf, placeFor, postgresEnvironment } from "./embedded-cluster.ts";

const byRoot = process.getuid?.() === 0;
const ACCOUNT = { uid: 61_180, gid: 61_180 };
const SETTINGS = ["fsync=off"];

let folder: string;
const elsewhere = new Set<string>();
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "countersign-cluster-")), "postgres");
});
afterEach(async () => {
  for (const path of [dirname(folder), ...elsewhere]) await rm(path, { recursive: true, force: true });
});

it("41: PostgreSQL gets none of the start's environment but where programs are", () => {
  vi.stubEnv("SECRET", "canary-of-the-test");
  expect(
    Object.keys(postgresEnvironment()).filter((name) => !["PATH", "TZ", "LC_ALL"].includes(name)),
  ).toEqual([]);
  vi.unstubAllEnvs();
});

describe.skipIf(!byRoot)("a cluster that root starts", () => {
  it("41: belongs to the account it is given, and later starts run it as that, also those that name none", async () => {
    const ownerOf = async () => {
      const place = await placeFor(folder);
      elsewhere.add(place.base);
      const { uid, gid } = await stat(join(clusterOf(place), "base/1/pg_filenode.map"));
      return { uid, gid };
    };
    const before = await startEmbedded({ folder, settings: SETTINGS });
    await before.stop();
    expect(await ownerOf()).not.toEqual(ACCOUNT);
    for (const account of [ACCOUNT, undefined]) {
      const postgres = await startEmbedded({ folder, settings: SETTINGS, account });
      await postgres.stop();
      expect(await ownerOf()).toEqual(ACCOUNT);
    }
  });

  it("is not hidden by a new one where a user without root made it before: the start says how to move it", async () => {
    await mkdir(join(folder, "cluster"), { recursive: true });
    await expect(placeFor(folder)).rejects.toThrow(/user without root.*mv .*cluster.*reachable-name/s);
  });

  it("is not hidden by a new one where a user without root starts later: the start says how to get it", async () => {
    const { base } = await placeFor(folder);
    elsewhere.add(base);
    await chown(dirname(folder), ACCOUNT.uid, ACCOUNT.gid);
    await chown(folder, ACCOUNT.uid, ACCOUNT.gid);
    await chown(join(folder, "reachable-name"), ACCOUNT.uid, ACCOUNT.gid);
    const line = `const { placeFor } = await import("#lib/db/embedded-cluster.ts"); await placeFor(${JSON.stringify(folder)});`;
    const asUser = [`--reuid=${ACCOUNT.uid}`, `--regid=${ACCOUNT.gid}`, "--clear-groups", process.execPath];
    const args = [...asUser, "--input-type=module-typescript", "-e", line];
    const { stderr } = spawnSync("setpriv", args, { encoding: "utf8" });
    expect(stderr).toMatch(/Root started this installation.*mv .*cluster.*chown -R 61180:/s);
  });
});

it.skipIf(byRoot)("a cluster of a user without root is in its own folder", async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "kept"), "");
  expect(await placeFor(folder)).toEqual({ base: folder, byRoot: false });
});
