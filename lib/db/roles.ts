import { randomBytes } from "node:crypto";
import pg from "pg";
import { keptFile } from "#lib/storage/kept-file.ts";

/** The database roles of the processes. None owns a table; none can alter the audit log. */
export const DATABASE_ROLES = ["cs_app", "cs_sequencer", "cs_signer"] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];
export type RoleUrls = Readonly<Record<DatabaseRole, string>>;

/**
 * Creates missing roles, sets their passwords, and returns each role's connection string for the owner's database.
 * Requires CREATEROLE.
 */
export async function ensureRoles(ownerUrl: string, passwords: RolePasswords): Promise<RoleUrls> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    // Roles belong to the whole server, so concurrent starts must not create them twice.
    await client.query("SELECT pg_advisory_lock(hashtext('countersign.roles'))");
    for (const role of DATABASE_ROLES) {
      const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      const verb = rowCount ? "ALTER" : "CREATE";
      await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(passwords[role])}`);
    }
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

/** Each role's connection string for the owner's database. */
export function roleUrls(ownerUrl: string, passwords: RolePasswords): RoleUrls {
  const as = (role: DatabaseRole) => urlAs(ownerUrl, role, passwords[role]);
  return { cs_app: as("cs_app"), cs_sequencer: as("cs_sequencer"), cs_signer: as("cs_signer") };
}

export type RolePasswords = Readonly<Record<DatabaseRole, string>>;

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
