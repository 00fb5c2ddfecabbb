import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { sessionCookieName } from "#lib/api/guard/session-cookie.ts";
import { freePort } from "#lib/db/free-port.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { roleUrls } from "#lib/db/roles.ts";
import { assignArm } from "#lib/exposure/bucketing.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { TEST_PASSWORDS } from "#lib/testing/databases/cluster.ts";
import { furnish } from "#lib/testing/worlds/furnished.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { TEST_SEAL } from "#lib/testing/worlds/test-seal.ts";
import { TEST_WEBHOOKS } from "#lib/testing/worlds/test-webhooks.ts";
import { type Person, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { Crew } from "../faults/rig/crew.ts";
import { makeBase, makeCluster, postgresOn } from "../faults/rig/postgres.ts";

const SECRET = "the secret of the conformance run";
export const LOG_ORIGIN = "conformance.example/log";
const HEALTHY_SECONDS_MAX = 60;

/** What a suite tests: a server, and its callers. */
export type Installation = {
  readonly url: string;
  /** Headers of every caller to try, by name for the report; empty headers call without credentials. */
  readonly callers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** A service token with every scope. */
  readonly token: string;
  /** A flag that is split between two versions, and the version of a subject by our own arithmetic. */
  readonly split: { readonly flag: string; versionOf(subject: string): string } | null;
  /** Where the suites may write. */
  readonly folder: string;
  /** A lost database or a bug would be logged here. */
  readonly log: string | null;
  stop(): Promise<void>;
};

/** An installation that is already running, called with one token and without. */
export async function running(url: string, token: string, folder: string): Promise<Installation> {
  await mkdir(folder, { recursive: true });
  const callers = { token: bearer(token), nobody: {} };
  return {
    url: url.replace(/\/$/, ""),
    callers,
    token,
    folder,
    split: null,
    log: null,
    stop: async () => {},
  };
}

/**
 * Its own installation on loopback: PostgreSQL, the API and the workers, with one of everything that has an address.
 */
export async function started(): Promise<Installation> {
  // What furnishes it mails links, seals verdicts and signs webhooks.
  Object.assign(process.env, TEST_MAIL, TEST_SEAL, TEST_WEBHOOKS);
  const base = await makeBase();
  const postgres = await postgresOn(await makeCluster(base, "conformance"));
  const crew = new Crew(base);
  const stop = async () => {
    await crew.stop();
    await postgres.stop();
    await rm(base, { recursive: true, force: true });
  };
  try {
    await postgres.start();
    await prepareDatabase(postgres.ownerUrl, TEST_PASSWORDS);
    const { people, token } = await fill(postgres.ownerUrl);
    const url = await startProcesses(crew, postgres.ownerUrl, base);
    const callers: Record<string, Record<string, string>> = {};
    for (const [role, person] of Object.entries(people)) callers[role] = await asPerson(person, url);
    const log = join(base, "server.log");
    Object.assign(callers, { token: bearer(token), nobody: {} });
    const split = await splitFlag(postgres.ownerUrl);
    return { url, callers, token, split, folder: base, log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One person for each role, and a token with every scope. */
async function fill(ownerUrl: string): Promise<{ people: Record<string, Person>; token: string }> {
  const urls = roleUrls(ownerUrl, TEST_PASSWORDS);
  const { cs_app: appUrl, cs_sequencer: sequencerUrl, cs_signer: signerUrl } = urls;
  const database = { ownerUrl, appUrl, sequencerUrl, signerUrl, drop: async () => {} };
  const workspace = await workspaceIn(database, "Conformance");
  try {
    const { token } = await furnish(workspace, "sky");
    const people: Record<string, Person> = {};
    for (const role of ROLES)
      people[role] = await workspace.person(`The ${role}`, [role], role === "reviewer" ? [...FUNCTIONS] : []);
    return { people, token: token.secret };
  } finally {
    await workspace.close();
  }
}

/** The canary of the world, from its rows. */
async function splitFlag(ownerUrl: string): Promise<Installation["split"]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query(`
    SELECT m.name || '.' || p.name AS flag, e.salt, b.number AS base, c.number AS candidate,
           e.candidate_weight AS "candidateWeight", e.holdout_weight AS "holdoutWeight"
    FROM exposure e
    JOIN pointer p ON p.id = e.pointer_id
    JOIN model m ON m.id = p.model_id
    JOIN model_version b ON b.id = e.base_version_id
    JOIN model_version c ON c.id = e.candidate_id
    WHERE e.kind = 'canary' ORDER BY e.sequence DESC LIMIT 1`);
  await client.end();
  const [row] = rows;
  const versionOf = (subject: string) =>
    String(assignArm({ ...row, subject }) === "candidate" ? row.candidate : row.base);
  return row ? { flag: row.flag, versionOf } : null;
}

async function startProcesses(crew: Crew, ownerUrl: string, base: string): Promise<string> {
  const roles = roleUrls(ownerUrl, TEST_PASSWORDS);
  const port = await freePort();
  const data = join(base, "data");
  await mkdir(data, { recursive: true });
  const own = { SECRET, DATA_FOLDER: data, LOG_ORIGIN, PORT: String(port), NODE_ENV: "production" };
  const api = { ...own, DATABASE_URL: roles.cs_app };
  await crew.start("server", { args: ["faults/api-process.ts"], env: api });
  const worker = (name: string, kind: string, env: Record<string, string>) =>
    crew.start(name, { args: ["worker.ts", kind], env });
  await worker("sequencer", "sequence", { DATABASE_URL: roles.cs_sequencer });
  const signing = { DATABASE_URL: roles.cs_signer, SIGNER_FOLDER: join(data, "signer"), LOG_ORIGIN };
  await worker("signer", "sign", signing);
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + HEALTHY_SECONDS_MAX * 1000;
  while (!(await answers(`${url}/api/health`))) {
    if (Date.now() > deadline) throw new Error(`${url} did not become healthy; see ${base}/server.log`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return url;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null);
  await response?.body?.cancel();
  return response?.ok ?? false;
}

/** In exactly this case: Schemathesis recognises a given key by its name in the document. */
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function asPerson(person: Person, origin: string): Promise<Record<string, string>> {
  const sealed = await encode({ token: { sub: person.id, sid: person.sessionId }, secret: SECRET });
  return { cookie: `${sessionCookieName()}=${sealed}`, origin };
}
