import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { confinement, setKeyApart } from "./confine.ts";

let folder: string;
let signer: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-confine-"));
  signer = join(folder, "signer");
  await openSignerFolder(signer, "confine.example/log");
  await setKeyApart(signer);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const canConfine = confinement("/tmp").length > 0;
if (!canConfine) console.warn("skipped: needs root's privileges to drop, and setpriv");

/** Runs a line of Node the way the server runs, or the signer. */
function node(line: string, prefix: readonly string[]) {
  const [program, ...args] = [...prefix, process.execPath, "-e", line, signer];
  return spawnSync(program!, args, { encoding: "utf8" });
}
const readKey = `require("fs").readFileSync(process.argv[1] + "/signer.key"); console.log("read")`;

describe.skipIf(!canConfine)("39: the signing key", () => {
  it("cannot be read by a process without root's privileges, but by the signer", async () => {
    const confined = node(readKey, confinement(folder));
    expect(confined.status).not.toBe(0);
    expect(confined.stderr).toContain("EACCES");
    expect(node(readKey, []).stdout).toBe("read\n");
    // It has another owner now; the signer still opens it, and its public part is readable by everybody.
    await expect(openSignerFolder(signer, "confine.example/log")).resolves.toBeDefined();
    const publicKey = node(
      `console.log(require("fs").readFileSync(process.argv[1] + "/signer.vkey", "utf8"))`,
      confinement(folder),
    );
    expect(publicKey.stdout).toContain("confine.example/log+");
  });

  it("can be neither reclaimed, nor read from the signer's memory", () => {
    const steps = ["chownSync(k, 0, 0)", "chmodSync(k, 0o666)", "copyFileSync(k, k + '.copy')"];
    for (const step of steps) {
      const tried = node(
        `const k = process.argv[1] + "/signer.key"; require("fs").${step}`,
        confinement(folder),
      );
      expect(tried.stderr, step).toMatch(/EPERM|EACCES/);
    }
    const signing = spawn(process.execPath, ["-e", "setTimeout(() => {}, 20000)"], {
      env: { ...process.env, KEY: "hidden" },
    });
    try {
      for (const file of ["environ", "mem"]) {
        const tried = node(
          `require("fs").openSync("/proc/${signing.pid}/${file}", "r"); console.log("open")`,
          confinement(folder),
        );
        expect(tried.stderr, file).toMatch(/EPERM|EACCES/);
      }
    } finally {
      signing.kill("SIGKILL");
    }
  });

  it("leaves a process everything else it needs", () => {
    const work = `require("fs").writeFileSync(process.argv[1] + "/../made", ""); require("/${process.cwd()}/package.json")`;
    expect(node(work, confinement(folder)).stderr).toBe("");
  });
});

it("39: no privileges are dropped where a process would lose access to its own files", () => {
  expect(confinement("/nowhere-that-exists")).toEqual([]);
});
