import { createHash } from "node:crypto";

/** The processes' parts in a database. Migrations and queries call them so; each database has roles of its own. */
export const DATABASE_ROLES = ["cs_app", "cs_sequencer", "cs_signer"] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** The database that a connection string names. */
export function databaseOf(url: string): string {
  const { pathname, username } = new URL(url);
  return decodeURIComponent(pathname.slice(1)) || decodeURIComponent(username);
}

/**
 * What a part's role is called in this database. Roles belong to the whole server: under a common name, two
 * installations on one server would set each other's passwords and hold each other's grants. Always an identifier that
 * needs no quotes.
 */
export function roleIn(database: string, role: DatabaseRole): string {
  const plain = /^[a-z0-9_]{1,50}$/.test(database);
  return `${role}_${plain ? database : createHash("sha256").update(database).digest("hex").slice(0, 32)}`;
}

/** SQL that names parts, with this database's roles for them. */
export const withRolesOf = (database: string, sql: string): string =>
  sql.replace(/\bcs_(?:app|sequencer|signer)\b/g, (part) => roleIn(database, part as DatabaseRole));

/** Whether a connection string is for the app's role, of this version or an older one. */
export const isAppUrl = (url: string): boolean => /^cs_app(?:_|$)/.test(new URL(url).username);
