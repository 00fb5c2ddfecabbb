import { randomBytes } from "node:crypto";
import pg from "pg";
import { keptFile } from "#lib/storage/kept-file.ts";
import { DATABASE_ROLES, type DatabaseRole, databaseOf, roleIn } from "./role-name.ts";
import { scramVerifier } from "./scram-verifier.ts";

/** None of these roles owns a table; none can alter the audit log. */
export type RoleUrls = Readonly<Record<DatabaseRole, string>>;
export type RolePasswords = Readonly<Record<DatabaseRole, string>>;

/**
 * Creates this database's missing roles, sets their passwords, closes the database to everybody else's roles, and
 * returns each role's connection string. Requires CREATEROLE.
 */
export async function ensureRoles(ownerUrl: string, passwords: RolePasswords): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('countersign.roles'))");
    for (const role of DATABASE_ROLES) {
      const name = roleIn(databaseOf(ownerUrl), role);
      const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
      const verb = rowCount ? "ALTER" : "CREATE";
      await client.query(`${verb} ROLE ${name} LOGIN PASSWORD '${scramVerifier(passwords[role])}'`);
    }
    await closeDatabase(client, ownerUrl);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new Error(
      "The role of DATABASE_URL may not create roles. Give it CREATEROLE: ALTER ROLE … CREATEROLE.",
    );
  } finally {
    await client.end();
  }
  return roleUrls(ownerUrl, passwords);
}

/** Without this, every role of the server could connect, list what there is, and hold its locks. */
async function closeDatabase(client: pg.Client, ownerUrl: string): Promise<void> {
  const database = databaseOf(ownerUrl);
  const name = client.escapeIdentifier(database);
  const roles = DATABASE_ROLES.map((role) => roleIn(database, role)).join(", ");
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${roles}`);
}

/** Each role's connection string for the owner's database. */
export function roleUrls(ownerUrl: string, passwords: RolePasswords): RoleUrls {
  const as = (role: DatabaseRole) => urlAs(ownerUrl, roleIn(databaseOf(ownerUrl), role), passwords[role]);
  return { cs_app: as("cs_app"), cs_sequencer: as("cs_sequencer"), cs_signer: as("cs_signer") };
}

/** The passwords stored in `path` (mode 0600), created on first use. */
export async function rolePasswords(path: string): Promise<RolePasswords> {
  const make = () =>
    Object.fromEntries(DATABASE_ROLES.map((role) => [role, randomBytes(24).toString("hex")]));
  return JSON.parse(await keptFile(path, () => JSON.stringify(make()))) as RolePasswords;
}

function urlAs(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}
