import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbedded } from "#lib/db/embedded.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { rolePasswords } from "#lib/db/roles.ts";
import { childProcesses } from "#lib/testing/servers/child-processes.ts";
import { PROCESSES, type ProcessName } from "../scripts/up/accounts.ts";
import { Children } from "../scripts/up/children.ts";
import { makeFolders, mendFiles } from "../scripts/up/mend-files.ts";
import { serverProcess, workerProcesses } from "../scripts/up/processes.ts";
import { sealKeys } from "../scripts/up/seal-keys.ts";
import { confinementOf, ownersIn, type Separation, separate } from "../scripts/up/separation.ts";
import { webhookKey } from "../scripts/up/webhook-key.ts";
import { logKeyPublished } from "../scripts/up/witness.ts";
import type { Target } from "./inside/insider.ts";

const ROOT = join(import.meta.dirname, "..");
const REFUSED = /^(EACCES|EPERM|EROFS|ENOENT|28P01)$/;

const probe = await mkdtemp(join(tmpdir(), "countersign-probe-"));
const possible = await separate({ data: probe, dev: false });
await rm(probe, { recursive: true });
if (possible.kind !== "own-users") console.warn(`skipped: no users for the processes here. ${possible.why}`);

type Installation = {
  readonly data: string;
  readonly separation: Extract<Separation, { kind: "own-users" }>;
  readonly target: Target;
  close(): Promise<void>;
};

/** Everything that the start command starts but the server, whose place the insider takes. */
async function installationIn(data: string): Promise<Installation> {
  await mkdir(data, { mode: 0o700 });
  const separation = await separate({ data, dev: false });
  if (separation.kind !== "own-users") throw new Error(separation.why);
  const postgres: EmbeddedPostgres = await startEmbedded({
    folder: join(data, "postgres"),
    settings: ["fsync=off"],
    account: separation.accounts.of.postgres,
  });
  const { urls } = await prepareDatabase(
    postgres.ownerUrl,
    await rolePasswords(join(data, "passwords.json")),
  );
  const publicUrl = "http://localhost:3000";
  const installation = {
    port: 3000,
    host: "127.0.0.1",
    data,
    dev: false,
    signer: true,
    urls,
    publicUrl,
    mail: { web: {}, jobs: {} },
    seal: await sealKeys(data),
    webhooks: await webhookKey(data, postgres.ownerUrl),
    witness: null,
  };
  await serverProcess(installation, {});
  for (const name of ["traffic-token", "demonstration.json"]) await writeFile(join(data, name), "{}");
  await mkdir(join(data, "witness"));
  await writeFile(join(data, "witness/witness.key"), "x");
  await makeFolders(data);
  await mendFiles(data, ownersIn(separation));
  const children = new Children(data, (name) => confinementOf(separation, name, {}));
  for (const child of workerProcesses(installation, {})) await children.start(child);
  await logKeyPublished(data);
  return {
    data,
    separation,
    target: await targetIn(data, new URL(postgres.ownerUrl)),
    close: async () => {
      await children.stop();
      await postgres.stop();
      await rm(await databaseFolder(data), { recursive: true, force: true });
      await rm(data, { recursive: true, force: true });
    },
  };
}

const databaseFolder = async (data: string): Promise<string> =>
  `/var/tmp/countersign-${await readFile(join(data, "postgres/reachable-name"), "utf8")}`;

const KEPT = [
  "passwords.json",
  "secret",
  "traffic-token",
  "accounts",
  "logs/signer.log",
  "signer/signer.key",
];

async function targetIn(data: string, ownerUrl: URL): Promise<Target> {
  const base = await databaseFolder(data);
  const [postmaster] = (await readFile(join(base, "cluster/postmaster.pid"), "utf8")).split("\n");
  const code = ["server.ts", "worker.ts", "lib/env.ts", "node_modules/next/package.json"];
  return {
    read: [...KEPT, "witness/witness.key"]
      .map((name) => join(data, name))
      .concat(join(base, "password"), join(base, "cluster/PG_VERSION")),
    change: code.map((path) => join(ROOT, path)).concat(join(data, "signer/signer.vkey")),
    create: ["lib", "node_modules", "."]
      .map((folder) => join(ROOT, folder))
      .concat(data, join(data, "signer"), join(data, "witness"), join(base, "cluster")),
    processes: {
      start: process.pid,
      postgres: Number(postmaster),
      ...Object.fromEntries(childProcesses(process.pid)),
    },
    become: [0],
    owner: { port: Number(ownerUrl.port), passwords: [join(base, "password")] },
  };
}

const outcomesOf = ({ stdout, stderr }: SpawnSyncReturns<string>): Record<string, string> => {
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, string>;
};

function insider(prefix: readonly string[], target: Target): Record<string, string> {
  const [program, ...args] = [
    ...prefix,
    process.execPath,
    join(ROOT, "attacks/inside/insider.ts"),
    JSON.stringify(target),
  ];
  return outcomesOf(spawnSync(program!, args, { cwd: ROOT, encoding: "utf8" }));
}

/** What a process may do because it is its own. */
const OWN: Partial<Record<ProcessName, RegExp>> = {
  signer: /signer\/|data\/signer$|worker\.ts sign$/,
  sequencer: /worker\.ts sequence$/,
  reconciler: /worker\.ts reconcile$/,
  postgres: /cluster|of postgres$|to postgres$/,
  witness: /witness/,
};

describe.skipIf(possible.kind !== "own-users").each([
  ["a folder that everybody may enter", "data"],
  ["a folder that only root may enter", "closed/data"],
])("39: whoever takes over a process of an installation in %s", (_, place) => {
  let base: string;
  let here: Installation;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "countersign-insider-"));
    await mkdir(join(base, "closed"), { mode: 0o700 });
    spawnSync("chmod", ["755", base]);
    here = await installationIn(join(base, place));
  }, 120_000);
  afterAll(async () => {
    await here?.close();
    await rm(base, { recursive: true, force: true });
  });

  it.each(PROCESSES)("is refused everything that is another's: %s", (name) => {
    const { prefix } = confinementOf(here.separation, name, {});
    const outcomes = Object.entries(insider(prefix, here.target));
    expect(outcomes.length).toBeGreaterThan(25);
    const own = OWN[name];
    for (const [step, outcome] of outcomes)
      if (!own?.test(step)) expect(outcome, `${name}: ${step}`).toMatch(REFUSED);
  });

  it("would be refused nothing as root, as which the start runs", () => {
    const outcomes = insider([], here.target);
    for (const [step, outcome] of Object.entries(outcomes)) expect(outcome, step).toBe("done");
  });

  it("has what the process needs: the list of who can sign in, the log's key, a folder for artifacts", () => {
    const line = `const { readFileSync, writeFileSync } = require("fs"); const [, data] = process.argv;
      readFileSync(data + "/demonstration.json"); readFileSync(data + "/signer/signer.vkey");
      writeFileSync(data + "/artifacts/kept", ""); require("./package.json"); console.log(process.getuid());`;
    const { prefix } = confinementOf(here.separation, "server", {});
    const [program, ...args] = [...prefix, process.execPath, "-e", line, here.data];
    const { stdout, stderr } = spawnSync(program!, args, { cwd: ROOT, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(Number(stdout)).toBe(here.separation.accounts.of.server.uid);
  });
});
