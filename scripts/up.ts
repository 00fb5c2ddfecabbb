import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { keepEmbedded } from "#lib/db/embedded-kept.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { type RoleUrls, rolePasswords } from "#lib/db/roles.ts";
import { keptFile } from "#lib/storage/kept-file.ts";
import { buildPages } from "./up/build.ts";
import { Children } from "./up/children.ts";
import { confinement, setKeyApart } from "./up/confine.ts";
import { claimDataFolder } from "./up/data-folder.ts";
import { greeting } from "./up/greeting.ts";
import { end, readOptions, type UpOptions } from "./up/options.ts";
import { type Seeded, seed } from "./up/seed.ts";
import { localWitness, logKeyPublished } from "./up/witness.ts";

/** Takes a clone to a served page; stops everything at Ctrl-C. */
const HEALTHY_SECONDS_MAX = 60;
const options = readOptions(process.argv.slice(2));
const address = `http://localhost:${options.port}`;
const undo: (() => Promise<void>)[] = [];
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll(0));

try {
  await portIsFree(options.port);
  undo.push(await claimDataFolder(options.data, address));
  const seeded = await start(options);
  if (!stopping) say(greeting(options, address, seeded));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await stopAll(1);
}

async function start({ port, data, empty, traffic, dev }: UpOptions): Promise<Seeded> {
  const ownerUrl = process.env["DATABASE_URL"] ?? (await startPostgres(data));
  const { urls } = await prepareDatabase(ownerUrl, await rolePasswords(join(data, "passwords.json")));
  const seeded = await seed({ data, urls, empty, say });
  if (!dev) await buildPages(say);
  const children = new Children(data);
  undo.push(() => children.stop());
  const { demonstration } = seeded;
  if (!stopping) await startChildren(children, { port, data, urls, dev, demonstration });
  await healthy(port);
  if (traffic && seeded.trafficToken) await startTraffic(children, seeded.trafficToken);
  return seeded;
}

async function startPostgres(data: string): Promise<string> {
  const postgres = await keepEmbedded({ folder: join(data, "postgres") }, say);
  undo.push(() => postgres.stop());
  return postgres.ownerUrl;
}

type Starting = { port: number; data: string; urls: RoleUrls; dev: boolean; demonstration: boolean };

async function startChildren(
  children: Children,
  { port, data, urls, dev, demonstration }: Starting,
): Promise<void> {
  const origin = process.env["LOG_ORIGIN"] ?? "countersign.local/log";
  const mode = dev ? "development" : "production";
  const web = {
    DATABASE_URL: urls.cs_app,
    SECRET: await keptFile(join(data, "secret"), () => randomBytes(32).toString("base64url")),
    PUBLIC_URL: process.env["PUBLIC_URL"] ?? address,
    PORT: String(port),
    DATA_FOLDER: data,
    LOG_ORIGIN: origin,
    NODE_ENV: mode,
  };
  // Every process but the signer: none of them can be tricked into reading the key.
  const prefix = confinement(data);
  const worker = (name: string, kind: string, env: Record<string, string>, confined = prefix) =>
    children.start({ name, args: ["worker.ts", kind], env: { NODE_ENV: mode, ...env }, prefix: confined });
  await children.start({ name: "server", args: ["server.ts"], env: web, prefix });
  await worker("reconciler", "reconcile", { DATABASE_URL: urls.cs_app });
  await worker("sequencer", "sequence", { DATABASE_URL: urls.cs_sequencer });
  const signerFolder = join(data, "signer");
  const named = process.env["WITNESSES"];
  const witness = demonstration && named === undefined ? await localWitness(data) : null;
  const WITNESSES = named ?? witness?.setting ?? "";
  const signing = {
    DATABASE_URL: urls.cs_signer,
    SIGNER_FOLDER: signerFolder,
    LOG_ORIGIN: origin,
    WITNESSES,
  };
  await worker("signer", "sign", signing, []);
  if (prefix.length > 0) void setKeyApart(signerFolder);
  if (witness) void logKeyPublished(data).then(() => children.start({ ...witness.child, prefix }));
}

async function startTraffic(children: Children, token: string): Promise<void> {
  const args = ["examples/flight-delay/traffic.ts", "--url", address];
  await children.start({ name: "traffic", args, env: { COUNTERSIGN_TOKEN: token } });
}

async function portIsFree(port: number): Promise<void> {
  const free = await new Promise((done) => {
    const probe = createServer().once("error", () => done(false));
    probe.listen(port, () => probe.close(() => done(true)));
  });
  if (!free) end(3, `Port ${port} is in use. Choose another: npm run up -- --port ${port + 1}`);
}

async function healthy(port: number): Promise<void> {
  const deadline = Date.now() + HEALTHY_SECONDS_MAX * 1000;
  while (Date.now() < deadline && !stopping) {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  if (!stopping)
    throw new Error(`The server did not become healthy. See ${join(options.data, "logs/server.log")}`);
}

async function stopAll(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const step of undo.reverse()) await step().catch(() => {});
  process.exit(code);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
