import { chmod, link, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PROCESSES } from "./accounts.ts";
import { Children } from "./children.ts";
import { mendFiles } from "./mend-files.ts";
import type { Owners } from "./separation.ts";

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
    "demonstration.json": "640",
    "traffic-token": "600",
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
  expect(await mendFiles(data, null)).toEqual([]);
  for (const [path, mode] of Object.entries(expected)) expect(await modeOf(path), path).toBe(mode);
  const folders = { "": "750", logs: "750", signer: "755", artifacts: "700", postgres: "700", left: "700" };
  for (const [path, mode] of Object.entries(folders)) expect(await modeOf(path), path).toBe(mode);
});

const OWNERS: Owners = {
  group: 70_000,
  of: (name) => ({ uid: 70_001 + PROCESSES.indexOf(name), gid: 70_001 + PROCESSES.indexOf(name) }),
};

it.skipIf(process.getuid?.() !== 0)(
  "39: root gives each file to the process that needs it, and the rest to itself",
  async () => {
    const [server, signer, witness] = (["server", "signer", "witness"] as const).map(
      (name) => OWNERS.of(name).uid,
    );
    const expected = {
      "": `0:${OWNERS.group} 750`,
      logs: "0:0 750",
      "logs/server.log": "0:0 640",
      "passwords.json": "0:0 600",
      secret: "0:0 600",
      "traffic-token": "0:0 600",
      accounts: "0:0 600",
      "postgres/reachable-name": "0:0 600",
      "demonstration.json": `0:${server} 640`,
      artifacts: `${server}:${server} 700`,
      "artifacts/w": `${server}:${server} 700`,
      "artifacts/w/ab/abc": `${server}:${server} 600`,
      signer: `${signer}:${signer} 755`,
      "signer/signer.key": `${signer}:${signer} 600`,
      "signer/signer.vkey": `${signer}:${signer} 644`,
      "signer-2/last-signed.json": `${signer}:${signer} 600`,
      "signer.next/signer.key": `${signer}:${signer} 600`,
      "witness/seen.json": `${witness}:${witness} 600`,
    };
    for (const path of Object.keys(expected).filter((name) =>
      /\.|secret|token|accounts|reachable|abc/.test(name),
    ))
      await write(path, path.startsWith("logs") ? 0o640 : 0o600);
    for (const folder of ["", "artifacts", "artifacts/w", "signer", "signer-2", "witness"])
      await chmod(join(data, folder), 0o700);
    await chmod(join(data, "logs"), 0o750);
    const found = async (path: string) => {
      const { uid, gid } = await stat(join(data, path));
      return `${uid}:${gid} ${await modeOf(path)}`;
    };
    expect(await mendFiles(data, OWNERS)).toEqual([]);
    for (const [path, is] of Object.entries(expected)) expect(await found(path), path).toBe(is);
  },
);

it.skipIf(process.getuid?.() !== 0)(
  "39: root gives away no file that has a second name elsewhere",
  async () => {
    await mkdir(join(data, "signer"), { recursive: true });
    const outside = join(base, "outside");
    await writeFile(outside, "x");
    await link(outside, join(data, "signer/last-signed.json"));
    expect(await mendFiles(data, OWNERS)).toEqual(["signer/last-signed.json"]);
    expect((await stat(outside)).uid).toBe(0);
  },
);

it("39: only takes away: a file that is closed further stays so", async () => {
  await write("secret", 0o400);
  await write("logs/server.log", 0o600);
  await chmod(data, 0o700);
  await mendFiles(data, null);
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
  expect(await mendFiles(data, null)).toEqual([]);
  expect(((await stat(outside)).mode & 0o777).toString(8)).toBe("666");
  expect(((await stat(join(base, "folder"))).mode & 0o777).toString(8)).toBe("777");
});

it("43: a process's log is readable to its owner and group alone", async () => {
  const children = new Children(data);
  const before = process.umask(0);
  try {
    await children.start({ name: "server", args: ["-e", 'console.log("said")'], env: {} });
  } finally {
    process.umask(before);
  }
  await expect.poll(() => readFile(join(data, "logs/server.log"), "utf8")).toBe("said\n");
  await children.stop();
  expect(await modeOf("logs/server.log")).toBe("640");
  expect(await modeOf("logs")).toBe("750");
});
