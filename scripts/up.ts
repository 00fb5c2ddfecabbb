import { createServer } from "node:net";
import { join } from "node:path";
import { keepEmbedded } from "#lib/db/embedded-kept.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { rolePasswords } from "#lib/db/roles.ts";
import { keepTelemetry } from "#lib/db/telemetry-kept.ts";
import { telemetryDays } from "#lib/env.ts";
import { buildPages } from "./up/build.ts";
import { Children } from "./up/children.ts";
import { claimDataFolder } from "./up/data-folder.ts";
import { greeting } from "./up/greeting.ts";
import { setKeyApart } from "./up/key-apart.ts";
import { mailing } from "./up/mail.ts";
import { makeFolders, mendFiles } from "./up/mend-files.ts";
import { end, readOptions, type UpOptions } from "./up/options.ts";
import { type Installation, serverProcess, workerProcesses } from "./up/processes.ts";
import { locally, type Reach, refusePublicPassword } from "./up/reach.ts";
import { sealKeys } from "./up/seal-keys.ts";
import { type Seeded, seed } from "./up/seed.ts";
import { confinementOf, ownersIn, type Separation, separate } from "./up/separation.ts";
import { reachedByServer, separationLines } from "./up/separation-words.ts";
import { webhookKey } from "./up/webhook-key.ts";
import { localWitness, logKeyPublished } from "./up/witness.ts";

/** Takes a clone to a served page; stops everything at Ctrl-C. */
const HEALTHY_SECONDS_MAX = 60;
const options = readOptions(process.argv.slice(2));
const address = `http://${locally(options.host)}:${options.port}`;
const reach: Reach = { host: options.host, publicUrl: process.env["PUBLIC_URL"] ?? address };
const undo: (() => Promise<void>)[] = [];
let stopping = false;
// What is built here must be readable to the processes; what only some may read is given a mode of its own.
process.umask(0o022);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll(0));

try {
  await portIsFree(options);
  undo.push(await claimDataFolder(options.data, address));
  const seeded = await start(options);
  if (!stopping) say(greeting(options, reach.publicUrl, seeded));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await stopAll(1);
}

async function start(chosen: UpOptions): Promise<Seeded> {
  const { port, data, empty, traffic, dev } = chosen;
  const separation = await separate({ data, dev });
  await giveFiles(data, separation);
  const ownerUrl = process.env["DATABASE_URL"] ?? (await startPostgres(data, separation));
  const { urls } = await prepareDatabase(ownerUrl, await rolePasswords(join(data, "passwords.json")));
  await keepTelemetry(ownerUrl, telemetryDays());
  await refusePublicPassword(urls.cs_app, { reach, empty });
  const mail = await mailing(process.env, { data, empty });
  undo.push(async () => mail.receiver?.stop());
  const keys = await sealKeys(data);
  const webhooks = await webhookKey(data, ownerUrl);
  const seeded = await seed({
    data,
    urls,
    empty,
    mail: mail.receiver,
    atTerminal: process.stdout.isTTY,
    say,
  });
  if (!dev) await buildPages(say);
  const witness =
    seeded.demonstration && process.env["WITNESSES"] === undefined ? await localWitness(data) : null;
  // What the start itself made meanwhile belongs to the processes.
  await makeFolders(data);
  await giveFiles(data, separation);
  const children = new Children(data, (name) => confinementOf(separation, name, { port }));
  undo.push(() => children.stop());
  if (!stopping)
    await startProcesses(children, {
      ...chosen,
      urls,
      publicUrl: reach.publicUrl,
      witness,
      mail,
      seal: keys,
      webhooks,
    });
  if (separation.kind === "root-without-privileges") void setKeyApart(join(data, "signer"));
  await healthy();
  if (traffic && seeded.trafficToken) await startTraffic(children, seeded.trafficToken);
  for (const line of separationLines(separation, reachedByServer(separation, data))) say(line);
  return seeded;
}

async function giveFiles(data: string, separation: Separation): Promise<void> {
  for (const path of await mendFiles(data, ownersIn(separation)))
    say(`The owner and mode of ${join(data, path)} are not ours to change; check them.`);
}

async function startPostgres(data: string, separation: Separation): Promise<string> {
  const account = separation.kind === "own-users" ? separation.accounts.of.postgres : undefined;
  const postgres = await keepEmbedded({ folder: join(data, "postgres"), account }, say);
  undo.push(() => postgres.stop());
  return postgres.ownerUrl;
}

async function startProcesses(children: Children, installation: Installation): Promise<void> {
  await children.start(await serverProcess(installation, process.env));
  for (const child of workerProcesses(installation, process.env)) await children.start(child);
  const { data, witness } = installation;
  if (witness) void logKeyPublished(data).then(() => children.start(witness.child));
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
