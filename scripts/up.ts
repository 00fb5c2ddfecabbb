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
import { type Mailing, mailing } from "./up/mail.ts";
import { mendModes } from "./up/mend-modes.ts";
import { end, readOptions, type UpOptions } from "./up/options.ts";
import { locally, type Reach, refusePublicPassword } from "./up/reach.ts";
import { type Seeded, seed } from "./up/seed.ts";
import { webEnvironment } from "./up/web-environment.ts";
import { localWitness, logKeyPublished } from "./up/witness.ts";

/** Takes a clone to a served page; stops everything at Ctrl-C. */
const HEALTHY_SECONDS_MAX = 60;
const options = readOptions(process.argv.slice(2));
const address = `http://${locally(options.host)}:${options.port}`;
const reach: Reach = { host: options.host, publicUrl: process.env["PUBLIC_URL"] ?? address };
const undo: (() => Promise<void>)[] = [];
let stopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll(0));

try {
  await portIsFree(options);
  undo.push(await claimDataFolder(options.data, address));
  for (const path of await mendModes(options.data))
    say(`The mode of ${path} is not ours to change; check it.`);
  const seeded = await start(options);
  if (!stopping) say(greeting(options, reach.publicUrl, seeded));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await stopAll(1);
}

async function start({ port, host, data, empty, traffic, dev }: UpOptions): Promise<Seeded> {
  const ownerUrl = process.env["DATABASE_URL"] ?? (await startPostgres(data));
  const { urls } = await prepareDatabase(ownerUrl, await rolePasswords(join(data, "passwords.json")));
  await refusePublicPassword(urls.cs_app, { reach, empty });
  const mail = await mailing(process.env, { data, empty });
  undo.push(async () => mail.receiver?.stop());
  const seeded = await seed({
    data,
    urls,
    empty,
    mail: mail.receiver,
    atTerminal: process.stdout.isTTY,
    say,
  });
  if (!dev) await buildPages(say);
  const children = new Children(data);
  undo.push(() => children.stop());
  const { demonstration } = seeded;
  if (!stopping) await startChildren(children, { port, host, data, urls, dev, demonstration, mail });
  await healthy();
  if (traffic && seeded.trafficToken) await startTraffic(children, seeded.trafficToken);
  return seeded;
}

async function startPostgres(data: string): Promise<string> {
  const postgres = await keepEmbedded({ folder: join(data, "postgres") }, say);
  undo.push(() => postgres.stop());
  return postgres.ownerUrl;
}

type Starting = Pick<UpOptions, "port" | "host" | "data" | "dev"> & {
  urls: RoleUrls;
  mail: Mailing;
  demonstration: boolean;
};

async function startChildren(
  children: Children,
  { port, host, data, urls, dev, demonstration, mail }: Starting,
): Promise<void> {
  const origin = process.env["LOG_ORIGIN"] ?? "countersign.local/log";
  const mode = dev ? "development" : "production";
  const web = webEnvironment(process.env, {
    DATABASE_URL: urls.cs_app,
    SECRET: await keptFile(join(data, "secret"), () => randomBytes(32).toString("base64url")),
    PUBLIC_URL: reach.publicUrl,
    HOST: host,
    PORT: String(port),
    DATA_FOLDER: data,
    LOG_ORIGIN: origin,
    NODE_ENV: mode,
    ...mail.web,
  });
  // Every process but the signer: none of them can be tricked into reading the key.
  const prefix = confinement(data);
  const worker = (name: string, kind: string, env: Record<string, string>, confined = prefix) =>
    children.start({ name, args: ["worker.ts", kind], env: { NODE_ENV: mode, ...env }, prefix: confined });
  await children.start({ name: "server", args: ["server.ts"], env: web, prefix });
  const jobs = { DATABASE_URL: urls.cs_app, PUBLIC_URL: reach.publicUrl, ...mail.jobs };
  await worker("reconciler", "reconcile", jobs);
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

async function portIsFree({ port, host }: UpOptions): Promise<void> {
  const free = await new Promise((done) => {
    const probe = createServer().once("error", () => done(false));
    probe.listen(port, host, () => probe.close(() => done(true)));
  });
  if (!free) end(3, `Port ${port} of ${host} is in use. Choose another: npm run up -- --port ${port + 1}`);
}

async function healthy(): Promise<void> {
  const deadline = Date.now() + HEALTHY_SECONDS_MAX * 1000;
  while (Date.now() < deadline && !stopping) {
    const response = await fetch(`${address}/api/health`).catch(() => null);
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
