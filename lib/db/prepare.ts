import pg from "pg";
import { installQueue } from "#lib/queue/queue.ts";
import { migrate } from "./migrate.ts";
import { ensureRoles, type RolePasswords, type RoleUrls } from "./roles.ts";

/** Prepares a database for the processes: roles, migrations, the job queue. Idempotent. */
export async function prepareDatabase(
  ownerUrl: string,
  passwords: RolePasswords,
): Promise<{ urls: RoleUrls; applied: string[] }> {
  const urls = await ensureRoles(ownerUrl, passwords);
  const applied = await migrate(ownerUrl);
  await installQueue(ownerUrl);
  await grantQueue(ownerUrl);
  return { urls, applied };
}

async function grantQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA pgboss TO cs_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO cs_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO cs_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO cs_app;`);
  } finally {
    await client.end();
  }
}
