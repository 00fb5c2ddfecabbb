import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { databaseUrl, withClient } from "#lib/testing/databases/cluster.ts";
import { prepareDatabase } from "./prepare.ts";
import { DATABASE_ROLES, roleIn } from "./role-name.ts";
import { ensureRoles, type RolePasswords, type RoleUrls } from "./roles.ts";

/** Two installations of two owners on one server. No owner is a superuser. */
const clusterUrl = inject("clusterUrl");
const asSuperuser = (sql: string, url = clusterUrl) => withClient(url, (client) => client.query(sql));

type Installation = { name: string; owner: string; ownerUrl: string; urls: RoleUrls };
const passwordsOf = (name: string): RolePasswords => ({
  cs_app: `${name}-app`,
  cs_sequencer: `${name}-sequencer`,
  cs_signer: `${name}-signer`,
});

async function install(): Promise<Installation> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const owner = `owner_${name}`;
  await asSuperuser(`CREATE ROLE ${owner} LOGIN CREATEROLE PASSWORD 'owner'`);
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE template0 OWNER ${owner}`);
  const url = new URL(databaseUrl(clusterUrl, name));
  url.username = owner;
  url.password = "owner";
  const ownerUrl = url.toString();
  const { urls } = await prepareDatabase(ownerUrl, passwordsOf(name));
  return { name, owner, ownerUrl, urls };
}

async function remove({ name, owner }: Installation): Promise<void> {
  await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
  const roles = DATABASE_ROLES.map((role) => roleIn(name, role)).join(", ");
  await asSuperuser(`DROP ROLE ${roles}, ${owner}`);
}

let one: Installation;
let two: Installation;
beforeAll(async () => {
  one = await install();
  two = await install();
});
afterAll(async () => {
  for (const installation of [one, two]) if (installation) await remove(installation);
});

const query = (url: string, sql: string) => withClient(url, (client) => client.query(sql));
/** The same role and password, at the other's database. */
const at = (url: string, { name }: Installation) => databaseUrl(url, name);

/** The tables of `there` in which a role of `whose` may do anything. */
async function tablesOf(whose: Installation, there: Installation): Promise<string[]> {
  const { rows } = await withClient(databaseUrl(clusterUrl, there.name), (client) =>
    client.query<{ table: string }>(
      `SELECT DISTINCT pg_class.oid::regclass::text AS table
       FROM pg_class, unnest($1::text[]) AS role, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS privilege
       WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text IN ('public', 'pgboss')
         AND has_table_privilege(role, pg_class.oid, privilege)`,
      [DATABASE_ROLES.map((role) => roleIn(whose.name, role))],
    ),
  );
  return rows.map(({ table }) => table);
}

describe("41: two installations on one server", () => {
  it("each work, with passwords of their own, whichever was started last", async () => {
    for (const { urls } of [one, two])
      for (const url of Object.values(urls))
        expect((await query(url, "SELECT current_user")).rowCount).toBe(1);
    await prepareDatabase(one.ownerUrl, passwordsOf("again"));
    expect((await query(two.urls.cs_app, "SELECT count(*) FROM model")).rowCount).toBe(1);
    await expect(query(one.urls.cs_app, "SELECT 1")).rejects.toThrow(/password authentication failed/);
    await prepareDatabase(one.ownerUrl, passwordsOf(one.name));
  });

  it("never send a password to PostgreSQL, which might log it: only its verifier", async () => {
    const sent = vi.spyOn(pg.Client.prototype, "query");
    await ensureRoles(one.ownerUrl, passwordsOf(one.name));
    const statements = JSON.stringify(sent.mock.calls.map(([statement]) => statement));
    sent.mockRestore();
    expect(statements).toContain("SCRAM-SHA-256$");
    for (const password of Object.values(passwordsOf(one.name))) expect(statements).not.toContain(password);
  });

  it("cannot connect to each other, and could read nothing there", async () => {
    for (const url of Object.values(one.urls))
      await expect(query(at(url, two), "SELECT 1")).rejects.toThrow(/permission denied for database/);
    await expect(query(at(one.ownerUrl, two), "SELECT 1")).rejects.toThrow(/permission denied for database/);
    expect(await tablesOf(one, two)).toEqual([]);
    expect((await tablesOf(two, two)).length).toBeGreaterThan(50);
  });

  it("cannot lock each other out: no owner may alter, drop or join the other's roles", async () => {
    const theirs = roleIn(two.name, "cs_app");
    for (const sql of [
      `ALTER ROLE ${theirs} PASSWORD 'mine now'`,
      `ALTER ROLE ${theirs} NOLOGIN`,
      `DROP ROLE ${theirs}`,
      `GRANT ${theirs} TO ${one.owner}`,
      `ALTER DATABASE ${two.name} CONNECTION LIMIT 0`,
    ])
      await expect(query(one.ownerUrl, sql), sql).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe("41: a database that belongs to roles which installations shared", () => {
  /** As an older version, or a copy of another's database, left it. */
  const shared = DATABASE_ROLES.map((role) => `${role}_shared_${randomUUID().slice(0, 8)}`);
  const grantsIn = async ({ ownerUrl }: Installation, names: readonly string[]) => {
    const { rows } = await query(
      ownerUrl,
      `SELECT grantee, privilege_type, table_name FROM information_schema.role_table_grants
       WHERE grantee IN (${names.map((name) => `'${name}'`).join()}) ORDER BY 1, 2, 3`,
    );
    return rows as { grantee: string; privilege_type: string; table_name: string }[];
  };
  const policiesIn = async ({ ownerUrl }: Installation) =>
    (await query(ownerUrl, "SELECT tablename, policyname, roles::text FROM pg_policies ORDER BY 1, 2")).rows;

  it("is given to its own roles at the next start, grant by grant", async () => {
    const own = DATABASE_ROLES.map((role) => roleIn(two.name, role));
    const [grants, policies] = [await grantsIn(two, own), await policiesIn(two)];
    expect(grants.length).toBeGreaterThan(100);
    for (const [i, name] of own.entries()) await asSuperuser(`ALTER ROLE ${name} RENAME TO ${shared[i]}`);
    try {
      expect(await grantsIn(two, own)).toEqual([]);
      await prepareDatabase(two.ownerUrl, passwordsOf(two.name));
      expect(await grantsIn(two, own)).toEqual(grants);
      expect(await policiesIn(two)).toEqual(policies);
      expect(await grantsIn(two, shared)).toEqual([]);
      expect((await query(two.urls.cs_app, "SELECT count(*) FROM model")).rowCount).toBe(1);
      // Nothing holds them any more: no table, no column, no function, no policy, no database.
    } finally {
      await asSuperuser(`DROP ROLE ${shared.join(", ")}`);
    }
  });
});
