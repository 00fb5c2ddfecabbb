import { spawn, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { accountsFrom, BLOCKS } from "./accounts.ts";
import { setKeyApart } from "./key-apart.ts";
import { confinementOf, type Separation, separate } from "./separation.ts";
import { reachedByServer, separationLines } from "./separation-words.ts";

const ORIGIN = "confine.example/log";
const DROPPED: Separation = { kind: "root-without-privileges", why: "The code cannot be read." };
const canDrop = process.getuid?.() === 0 && spawnSync("setpriv", ["--version"]).status === 0;
if (!canDrop) console.warn("skipped: needs root's privileges to drop, and setpriv");

let folder: string;
let signer: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-separation-"));
  signer = join(folder, "signer");
  await openSignerFolder(signer, ORIGIN);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a line of Node behind a prefix. */
function node(line: string, prefix: readonly string[], ...given: string[]) {
  const [program, ...args] = [...prefix, process.execPath, "-e", line, ...given];
  return spawnSync(program!, args, { encoding: "utf8" });
}

describe.skipIf(!canDrop)("39: root without privileges, where other users cannot read the code", () => {
  const server = confinementOf(DROPPED, "server", {}).prefix;
  beforeAll(() => setKeyApart(signer));

  it("keeps the signing key from every process but the signer", async () => {
    const readKey = `require("fs").readFileSync(process.argv[1] + "/signer.key"); console.log("read")`;
    expect(node(readKey, server, signer).stderr).toContain("EACCES");
    expect(node(readKey, confinementOf(DROPPED, "signer", {}).prefix, signer).stdout).toBe("read\n");
    // It has another owner now; the signer still opens it.
    await expect(openSignerFolder(signer, ORIGIN)).resolves.toBeDefined();
  });

  it("lets nobody reclaim the key, or read it from the signer's memory", () => {
    for (const step of ["chownSync(k, 0, 0)", "chmodSync(k, 0o666)", "copyFileSync(k, k + '.copy')"]) {
      const tried = node(`const k = process.argv[1] + "/signer.key"; require("fs").${step}`, server, signer);
      expect(tried.stderr, step).toMatch(/EPERM|EACCES/);
    }
    const signing = spawn(process.execPath, ["-e", "setTimeout(() => {}, 20000)"]);
    try {
      for (const file of ["environ", "mem"])
        expect(node(`require("fs").openSync("/proc/${signing.pid}/${file}", "r")`, server).stderr).toMatch(
          /EPERM|EACCES/,
        );
    } finally {
      signing.kill("SIGKILL");
    }
  });
});

describe.skipIf(!canDrop)("39: a server with a user of its own", () => {
  const accounts = accountsFrom(BLOCKS.at(-1)!);
  const apart: Separation = { kind: "own-users", accounts, view: [] };
  const status = (port: number) =>
    spawnSync(
      "sh",
      ["-c", '"$@"', "sh", ...confinementOf(apart, "server", { port }).prefix, "cat", "/proc/self/status"],
      {
        encoding: "utf8",
      },
    ).stdout;

  it("has its user, the group of the installation, and no privilege", () => {
    const { uid, gid } = accounts.of.server;
    expect(status(3000)).toMatch(new RegExp(String.raw`^Uid:\s+${uid}\s`, "m"));
    expect(status(3000)).toMatch(new RegExp(String.raw`^Gid:\s+${gid}\s`, "m"));
    expect(status(3000)).toMatch(new RegExp(String.raw`^Groups:\s+.*\b${accounts.group}\b`, "m"));
    expect(status(3000)).toMatch(/^CapEff:\s+0+$/m);
    expect(status(3000)).toMatch(/^CapBnd:\s+0+$/m);
    expect(status(3000)).toMatch(/^NoNewPrivs:\s+1$/m);
  });

  it("may open a port below 1024 where it is to, and nothing more", () => {
    expect(status(443)).toMatch(/^CapEff:\s+0*400$/m);
    expect(status(443)).toMatch(/^CapBnd:\s+0*400$/m);
  });
});

describe("39: how a start decides", () => {
  it.skipIf(!canDrop)(
    "gives every installation users of its own, also below a folder that only root may enter",
    async () => {
      const closed = join(folder, "closed");
      await mkdir(join(closed, "data"), { recursive: true });
      await chmod(folder, 0o755);
      await chmod(closed, 0o700);
      const separation = await separate({ data: join(closed, "data"), dev: false });
      expect(separation.kind).toBe("own-users");
      expect(confinementOf(separation, "signer", {}).prefix.slice(0, 3)).toEqual([
        "unshare",
        "--mount",
        "--",
      ]);
    },
  );

  it.skipIf(!canDrop)("leaves the server root's own while developing, and says what that costs", async () => {
    const separation = await separate({ data: folder, dev: true });
    expect(separation.kind).toBe("root-without-privileges");
    // As the start's own, the server's code is root's.
    expect(reachedByServer(separation, folder)).toContain("code");
  });

  it("says what a start without root costs, as found, and what to do", () => {
    const shared: Separation = { kind: "one-user", why: "It was not started by root." };
    expect(confinementOf(shared, "server", {}).prefix).toEqual([]);
    const reached = reachedByServer(shared, folder);
    expect(reached).toEqual(["signing-key", "code"]);
    const said = separationLines(shared, reached).join("\n");
    expect(said).toMatch(
      /key that signs the log.*not started by root.*Start it as root.*docs\/security\.md/s,
    );
    expect(said).not.toContain("database role");
  });

  it("is silent where the server can reach only its own", () => {
    expect(separationLines({ kind: "own-users", accounts: accountsFrom(BLOCKS[0]!), view: [] }, [])).toEqual(
      [],
    );
  });
});
