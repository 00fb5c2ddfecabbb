import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { type EmbeddedPostgres, startEmbedded } from "#lib/db/embedded.ts";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { DATABASE_ROLES, roleIn } from "#lib/db/role-name.ts";
import type { RolePasswords } from "#lib/db/roles.ts";
import { JOBS, SCHEDULED } from "#lib/queue/jobs.ts";

export const TEST_PASSWORDS: RolePasswords = {
  cs_app: "app",
  cs_sequencer: "sequencer",
  cs_signer: "signer",
};

/** A server that somebody else runs, for the tests to use; they start their own where it is not set. */
export const givenServer = (): string | undefined => process.env["TEST_DATABASE_URL"];

/** The tests' PostgreSQL: an embedded one without fsync, or the server of TEST_DATABASE_URL. */
export async function startCluster(): Promise<EmbeddedPostgres> {
  const url = givenServer();
  if (url) return { ownerUrl: url, ended: new Promise(() => {}), stop: async () => {} };
  const unsafe = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
  // Tables that nobody analysed look large enough for helpers, which take longer to start than a few rows to read.
  const settings = [...unsafe, "max_parallel_workers_per_gather=0"];
  return startEmbedded({ folder: join(import.meta.dirname, "../../../.data/test"), settings });
}

/**
 * A migrated database that test databases are copied from, named after the migrations, queues, roles and the day so that a
 * change makes a new one: it has partitions from its day on.
 */
export async function templateDatabase(clusterUrl: string): Promise<string> {
  const name = `countersign_template_${await migrationsDigest()}`;
  await withClient(clusterUrl, async (client) => {
    // Two runs at once share the server: one creates the template, the other waits.
    await client.query("SELECT pg_advisory_lock(hashtext('countersign.template'))");
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate",
      [name],
    );
    if (rowCount) return;
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name}`);
    await prepareDatabase(databaseUrl(clusterUrl, name), TEST_PASSWORDS);
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
  });
  return name;
}

/** A copy of a database with roles of its own; returns its owner's URL. */
export async function copyDatabase(clusterUrl: string, name: string, template: string): Promise<string> {
  await withClient(clusterUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  const ownerUrl = databaseUrl(clusterUrl, name);
  await prepareDatabase(ownerUrl, TEST_PASSWORDS);
  return ownerUrl;
}

/** Drops a database with its roles. */
export async function dropDatabase(clusterUrl: string, name: string): Promise<void> {
  const roles = DATABASE_ROLES.map((role) => roleIn(name, role)).join(", ");
  await withClient(clusterUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${roles}`);
  });
}

export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function withClient<T>(url: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

async function migrationsDigest(): Promise<string> {
  const folder = join(import.meta.dirname, "../../../prisma/migrations");
  const today = new Date().toISOString().slice(0, 10);
  const made = [JOBS, SCHEDULED, roleIn("its-name", "cs_app"), today];
  const hash = createHash("sha256").update(JSON.stringify(made));
  const entries = await readdir(folder, { withFileTypes: true });
  for (const name of entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort())
    hash.update(name).update(await readFile(join(folder, name, "migration.sql")));
  return hash.digest("hex").slice(0, 12);
}
