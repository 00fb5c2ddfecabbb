import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { childProcesses } from "#lib/testing/servers/child-processes.ts";
import { accountsFrom } from "../../scripts/up/accounts.ts";
import { dataFolder } from "../its-installation.ts";

const inFolder = (name: string) => join(dataFolder(), name);
const WITNESS = "bin/countersign.ts witness";

/** The processes that the start command started, by their arguments. */
const processes = () => childProcesses(Number(readFileSync(inFolder("running"), "utf8").split("\n")[0]));
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
  const key = readFileSync(inFolder("signer/signer.key"), "utf8").split("\n")[1]!;
  const ofWebhooks = readFileSync(inFolder("webhook-key"), "utf8");
  expect(ofWebhooks).not.toBe(readFileSync(inFolder("mail-key"), "utf8"));
  const users = new Set<string>();
  for (const [script, pid] of running) {
    const environment = environmentOf(pid);
    expect(JSON.stringify(environment), script).not.toContain(key);
    expect("SIGNER_FOLDER" in environment, script).toBe(script === "worker.ts sign");
    expect("SECRET" in environment, script).toBe(script === "server.ts");
    const hasWebhooks = script === "server.ts" || script === "worker.ts reconcile";
    expect(environment["WEBHOOK_KEY"], script).toBe(hasWebhooks ? ofWebhooks : undefined);
    expect("SEAL_KEY" in environment, script).toBe(script === "worker.ts reconcile");
    expect("DATABASE_URL" in environment, script).toBe(script !== WITNESS);
    if (script !== WITNESS) users.add(new URL(environment["DATABASE_URL"]!).username);
  }
  expect([...users].sort()).toEqual(["cs_app_postgres", "cs_sequencer_postgres", "cs_signer_postgres"]);
});

const NAMES = {
  "server.ts": "server",
  "worker.ts reconcile": "reconciler",
  "worker.ts sequence": "sequencer",
  "worker.ts sign": "signer",
  [WITNESS]: "witness",
} as const;

test("39: where root started them, each has a user of its own and no privilege", () => {
  test.skip(!existsSync(inFolder("accounts")), "needs root, setpriv and a clone that other users can read");
  const { of } = accountsFrom(Number(readFileSync(inFolder("accounts"), "utf8")));
  const running = processes();
  for (const [script, name] of Object.entries(NAMES)) {
    const status = readFileSync(`/proc/${running.get(script)}/status`, "utf8");
    const { uid, gid } = of[name];
    expect(status, script).toMatch(new RegExp(String.raw`^Uid:\s+${uid}\s+${uid}\s+${uid}\s+${uid}$`, "m"));
    expect(status, script).toMatch(new RegExp(String.raw`^Gid:\s+${gid}\s`, "m"));
    for (const set of ["CapPrm", "CapEff", "CapBnd"])
      expect(status, script).toMatch(new RegExp(String.raw`^${set}:\s+0+$`, "m"));
  }
});
