import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Children } from "./children.ts";
import { mendModes } from "./mend-modes.ts";

let base: string;
let data: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "countersign-modes-"));
  data = join(base, "data");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const modeOf = async (path: string) => ((await stat(join(data, path))).mode & 0o7777).toString(8);
const write = async (path: string, mode: number) => {
  await mkdir(dirname(join(data, path)), { recursive: true });
  await writeFile(join(data, path), "x");
  await chmod(join(data, path), mode);
};

it("39: a data folder that an older version or a copy left open is closed at the next start", async () => {
  const expected = {
    "passwords.json": "600",
    secret: "600",
    "demonstration.json": "600",
    "logs/server.log": "640",
    "signer/signer.key": "600",
    "signer/signer.vkey": "644",
    "signer/last-signed.json": "600",
    "signer-2/signer.key": "600",
    "postgres/password": "600",
    "left/by/somebody": "600",
  };
  for (const path of Object.keys(expected)) await write(path, 0o666);
  await write("artifacts/w/ab/abc", 0o600);
  for (const folder of ["", "logs", "signer", "artifacts", "postgres"])
    await chmod(join(data, folder), 0o777);
  expect(await mendModes(data)).toEqual([]);
  for (const [path, mode] of Object.entries(expected)) expect(await modeOf(path), path).toBe(mode);
  const folders = { "": "750", logs: "750", signer: "755", artifacts: "700", postgres: "700", left: "700" };
  for (const [path, mode] of Object.entries(folders)) expect(await modeOf(path), path).toBe(mode);
});

it("39: only takes away: a file that is closed further stays so", async () => {
  await write("secret", 0o400);
  await write("logs/server.log", 0o600);
  await chmod(data, 0o700);
  await mendModes(data);
  for (const [path, mode] of [
    ["secret", "400"],
    ["logs/server.log", "600"],
    ["", "700"],
  ] as const)
    expect(await modeOf(path)).toBe(mode);
});

it("39: a link planted in the folder changes nothing outside it", async () => {
  await mkdir(data);
  const outside = join(base, "outside");
  await mkdir(join(base, "folder"));
  await writeFile(outside, "x");
  await chmod(outside, 0o666);
  await chmod(join(base, "folder"), 0o777);
  await symlink(outside, join(data, "secret"));
  await symlink(join(base, "folder"), join(data, "logs"));
  expect(await mendModes(data)).toEqual([]);
  expect(((await stat(outside)).mode & 0o777).toString(8)).toBe("666");
  expect(((await stat(join(base, "folder"))).mode & 0o777).toString(8)).toBe("777");
});

it("43: a process's log is readable to its owner and group alone", async () => {
  const children = new Children(data);
  const before = process.umask(0);
  try {
    await children.start({ name: "speaking", args: ["-e", 'console.log("said")'], env: {} });
  } finally {
    process.umask(before);
  }
  await expect.poll(() => readFile(join(data, "logs/speaking.log"), "utf8")).toBe("said\n");
  await children.stop();
  expect(await modeOf("logs/speaking.log")).toBe("640");
  expect(await modeOf("logs")).toBe("750");
});
