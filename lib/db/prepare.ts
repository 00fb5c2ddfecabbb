import pg from "pg";
import { installQueue } from "#lib/queue/queue.ts";
import { adoptGrants } from "./adopt-grants.ts";
import { migrate } from "./migrate.ts";
import { databaseOf, withRolesOf } from "./role-name.ts";
import { ensureRoles, type RolePasswords, type RoleUrls } from "./roles.ts";

/** Prepares a database for the processes: roles, their grants, migrations, the job queue. Idempotent. */
export async function prepareDatabase(
  ownerUrl: string,
  passwords: RolePasswords,
): Promise<{ urls: RoleUrls; applied: string[] }> {
  const urls = await ensureRoles(ownerUrl, passwords);
  const database = databaseOf(ownerUrl);
  await asOwner(ownerUrl, (client) => adoptGrants(client, database));
  const applied = await migrate(ownerUrl);
  await installQueue(ownerUrl);
  await asOwner(ownerUrl, (client) => client.query(withRolesOf(database, QUEUE_GRANTS)));
  return { urls, applied };
}

async function asOwner(ownerUrl: string, body: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}

const QUEUE_GRANTS = `
  GRANT USAGE ON SCHEMA pgboss TO cs_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO cs_app;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO cs_app;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO cs_app;`;
