import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { DATABASE_ROLES } from "#lib/db/role-name.ts";
import { TEST_PASSWORDS, withClient } from "#lib/testing/databases/cluster.ts";
import { emptyDatabase, type TestDatabase } from "#lib/testing/databases/database.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { knownWorkspace } from "#lib/testing/worlds/workspace.ts";
import { type KeptMeta, keptAt, migrationFile, readKept, readMeta } from "./fixture.ts";
import { loadRows } from "./rows.ts";

/** The table that records applied migrations, as every version of the schema engine creates it. */
const MIGRATIONS_TABLE = `
  CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** The roles that all installations of a server shared. */
const SHARED_ROLES = DATABASE_ROLES.map(
  (role) => `
  DO $$ BEGIN CREATE ROLE ${role} LOGIN PASSWORD '${TEST_PASSWORDS[role]}';
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`,
).join("");

/**
 * A database as that day's version left it: its migrations and no later one, its queue's tables, its rows. `change`
 * is applied to the rows before they are loaded.
 */
export async function restoreDatabase(
  day: string,
  change: (rows: string) => string = (rows) => rows,
): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await withClient(database.ownerUrl, async (client) => {
    await client.query(SHARED_ROLES);
    await applyMigrations(client, readMeta(day));
    await client.query(MIGRATIONS_TABLE);
    await client.query(readKept(day, "queue.sql.gz"));
    await loadRows(client, change(readKept(day, "rows.sql.gz")));
  });
  return database;
}

async function applyMigrations(client: pg.Client, { migrations }: KeptMeta): Promise<void> {
  for (const { name, sha256 } of migrations) {
    const text = readFileSync(migrationFile(name), "utf8");
    if (createHash("sha256").update(text).digest("hex") !== sha256)
      throw new Error(`${name} is already applied: never edit it; write a new migration.`);
    await client.query(text);
  }
}

/**
 * That day's installation, upgraded to the present version: its database as `npm run up` would upgrade it, and its
 * workspace, people and log.
 */
export async function upgradedInstallation(day: string, change?: (rows: string) => string) {
  const meta = readMeta(day);
  const database = await restoreDatabase(day, change);
  const { applied } = await prepareDatabase(database.ownerUrl, TEST_PASSWORDS);
  const here = knownWorkspace(database, meta.workspaceId, { now: new Date(meta.now) });
  const log = await sealedLog(database, join(keptAt(day).database, "signer"));
  const close = async () => {
    await log.close();
    await here.close();
  };
  return { meta, database, applied, here, log, people: meta.people, close };
}
