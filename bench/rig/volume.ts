import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { run } from "#lib/command/run.ts";
import { connect } from "#lib/db/client.ts";
import { startEmbedded } from "#lib/db/embedded.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { roleUrls } from "#lib/db/roles.ts";
import { log } from "#lib/log.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import {
  copyDatabase,
  databaseUrl,
  dropDatabase,
  TEST_PASSWORDS,
  templateDatabase,
  withClient,
} from "#lib/testing/databases/cluster.ts";
import { grantFunctions } from "#lib/testing/worlds/grant-functions.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { startSequencer } from "#lib/workers/sequencer.ts";
import { createWorkspace } from "../../prisma/seed/bootstrap.ts";
import { seedDemonstration } from "../../prisma/seed/demonstration.ts";
import { joinBy } from "../../prisma/seed/joining.ts";
import { receiveMail } from "../../prisma/seed/mail-receiver.ts";
import { ALEX, ANNA, DEMO_PASSWORD, DEMO_SLUG } from "../../prisma/seed/people.ts";
import { sleep } from "./sample.ts";

export const DATA = join(import.meta.dirname, "../../.data/bench");
const VERSIONS = 100_000;
const EVENTS = 1_000_000;

export type Volumes = {
  /**
   * Owner URLs of three databases: a workspace with only a reviewer, the demonstration, and the demonstration with
   * everything else added.
   */
  readonly empty: string;
  readonly few: string;
  readonly many: string;
  stop(): Promise<void>;
};

type Say = (line: string) => void;

/** Databases created once and kept for later runs; a change to the migrations or to the filling creates new ones. */
export async function startVolumes(say: Say): Promise<Volumes> {
  const postgres = await startEmbedded({ folder: DATA });
  try {
    const template = await templateDatabase(postgres.ownerUrl);
    const filling = await readFile(join(import.meta.dirname, "volume.sql"), "utf8");
    const digest = createHash("sha256").update(filling).digest("hex").slice(0, 8);
    const made = template.replace("countersign_template_", "");
    const empty = `bench_empty_${made}`;
    const few = `bench_few_${made}`;
    const many = `bench_many_${made}_${digest}`;
    await onceMade(postgres.ownerUrl, empty, template, found);
    await onceMade(postgres.ownerUrl, few, template, (url) => seed(url, say));
    await onceMade(postgres.ownerUrl, many, few, (url) => fill(url, filling, say));
    await withClient(postgres.ownerUrl, untilSettled);
    const at = (name: string) => databaseUrl(postgres.ownerUrl, name);
    return { empty: at(empty), few: at(few), many: at(many), stop: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Creates a database from another, under a temporary name until it is complete. */
async function onceMade(
  clusterUrl: string,
  name: string,
  from: string,
  make: (url: string) => Promise<void>,
): Promise<void> {
  const there = await withClient(clusterUrl, (client) =>
    client.query("SELECT FROM pg_database WHERE datname = $1", [name]),
  );
  if (there.rowCount) return;
  const partial = `${name}_partial`;
  await dropDatabase(clusterUrl, partial);
  await make(await copyDatabase(clusterUrl, partial, from));
  await withClient(clusterUrl, (client) => client.query(`ALTER DATABASE ${partial} RENAME TO ${name}`));
  // Its roles are named after it.
  await prepareDatabase(databaseUrl(clusterUrl, name), TEST_PASSWORDS);
}

/**
 * The demonstration's workspace on its first day: its admin, the reviewer who requests the pages, the starting
 * policy.
 */
async function found(ownerUrl: string): Promise<void> {
  const { cs_app, cs_sequencer } = roleUrls(ownerUrl, TEST_PASSWORDS);
  const db = connect(cs_app, { poolSize: 4 });
  const admin = { name: ALEX.name, email: ALEX.email, password: DEMO_PASSWORD };
  const now = new Date();
  const founded = await createWorkspace({ db, slug: DEMO_SLUG, name: "Skyline Operations", admin, now });
  if (!founded.ok) throw new Error(founded.error.message);
  const { workspaceId } = founded.value;
  const { name, email, roles, functions } = { ...ANNA, roles: [...ANNA.roles] };
  const caller = { kind: "system", id: "bench", name: "Bench", workspaceId } as const;
  const invited = await run(db, invitePerson, { name, email, roles }, { caller });
  if (!invited.ok) throw new Error(invited.error.message);
  const joining = { db, workspaceId, post: null, email, password: DEMO_PASSWORD };
  await joinBy(invited.value, joining, now);
  await grantFunctions(db, { workspaceId, personId: invited.value.personId, functions, now });
  await db.close();
  await sequenceAll(ownerUrl, cs_sequencer);
}

async function seed(ownerUrl: string, say: Say): Promise<void> {
  const { cs_app, cs_sequencer } = roleUrls(ownerUrl, TEST_PASSWORDS);
  const db = connect(cs_app, { poolSize: 4 });
  const mail = await receiveMail(join(DATA, "mail"));
  Object.assign(process.env, TEST_MAIL);
  await seedDemonstration({ db, store: folderStore(join(DATA, "artifacts")), mail, log: say });
  await mail.stop();
  await db.close();
  await sequenceAll(ownerUrl, cs_sequencer);
}

async function fill(ownerUrl: string, filling: string, say: Say): Promise<void> {
  say(`Making ${VERSIONS.toLocaleString("en")} versions and ${EVENTS.toLocaleString("en")} events, once…`);
  await withClient(ownerUrl, async (client) => {
    await client.query(`SET bench.versions = ${VERSIONS}; SET bench.events = ${EVENTS}`);
    await client.query(filling);
  });
  say("Giving every event its leaf…");
  await sequenceAll(ownerUrl, roleUrls(ownerUrl, TEST_PASSWORDS).cs_sequencer);
  await withClient(ownerUrl, (client) => client.query("VACUUM (FREEZE, ANALYZE)"));
}

/** Waits until PostgreSQL has flushed and vacuumed the new rows, so that this is not measured. */
async function untilSettled(client: pg.Client): Promise<void> {
  await client.query("CHECKPOINT");
  const tidying = "SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'";
  while ((await client.query(tidying)).rowCount) await sleep(500);
}

async function sequenceAll(ownerUrl: string, sequencerUrl: string): Promise<void> {
  const sequencer = startSequencer({ connectionString: sequencerUrl, log });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  while ((await client.query("SELECT FROM audit_outbox LIMIT 1")).rowCount) await sleep(200);
  await client.end();
  await sequencer.stop();
}
