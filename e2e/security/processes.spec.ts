import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { confinement } from "../../scripts/up/confine.ts";

const DATA = process.env["E2E_DATA"] ?? ".data";
/** The capability to read any user's file. Linux numbers its capabilities. */
const DAC_OVERRIDE = 1n << 1n;
const DAC_READ_SEARCH = 1n << 2n;

const SCRIPTS = ["server.ts", "worker.ts", "bin/countersign.ts"];
const WITNESS = "bin/countersign.ts witness";

/** The processes that the start command started, by their arguments. */
function processes(): Map<string, number> {
  const [starter] = readFileSync(join(DATA, "running"), "utf8").split("\n");
  const found = new Map<string, number>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const script = args.findIndex((arg) => SCRIPTS.includes(arg));
      if (parent === starter && script > 0)
        found.set(
          args
            .slice(script, script + 2)
            .join(" ")
            .trim(),
          Number(pid),
        );
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}
const environmentOf = (pid: number) =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

test.skip(!existsSync("/proc/self/environ"), "this system does not show processes under /proc");

test("39: each process gets its own secrets and no other's", () => {
  const running = processes();
  expect([...running.keys()].sort()).toEqual([
    WITNESS,
    "server.ts",
    "worker.ts reconcile",
    "worker.ts sequence",
    "worker.ts sign",
  ]);
  const key = readFileSync(join(DATA, "signer/signer.key"), "utf8").split("\n")[1]!;
  const users = new Set<string>();
  for (const [script, pid] of running) {
    const environment = environmentOf(pid);
    expect(JSON.stringify(environment), script).not.toContain(key);
    expect("SIGNER_FOLDER" in environment, script).toBe(script === "worker.ts sign");
    expect("SECRET" in environment, script).toBe(script === "server.ts");
    expect("DATABASE_URL" in environment, script).toBe(script !== WITNESS);
    if (script !== WITNESS) users.add(new URL(environment["DATABASE_URL"]!).username);
  }
  expect([...users].sort()).toEqual(["cs_app_postgres", "cs_sequencer_postgres", "cs_signer_postgres"]);
});

test("39: where root started them, only the signer may read another user's files", () => {
  test.skip(confinement(DATA).length === 0, "needs root's privileges to drop, and setpriv");
  for (const [script, pid] of processes()) {
    const capabilities = BigInt(
      `0x${/^CapEff:\s+(\w+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]}`,
    );
    expect((capabilities & (DAC_OVERRIDE | DAC_READ_SEARCH)) !== 0n, script).toBe(
      script === "worker.ts sign",
    );
  }
});
