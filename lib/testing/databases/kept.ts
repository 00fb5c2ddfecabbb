import { createHash } from "node:crypto";
import { inject } from "vitest";
import { withClient } from "./cluster.ts";
import { databaseFrom, type TestDatabase, testDatabase } from "./database.ts";
import { dropSpaces } from "./in-memory.ts";

/**
 * A copy of a database that the run's first test file to ask for it makes, with what its maker returned: a world of real
 * commands takes seconds to make and a fraction of one to copy. The facts are JSON, and the maker must close its
 * connections.
 */
export async function keptDatabase<Facts>(
  name: string,
  make: (database: TestDatabase) => Promise<Facts>,
): Promise<{ database: TestDatabase; facts: Facts }> {
  const kept = `${inject("keptPrefix")}${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
  const facts = await withClient(inject("clusterUrl"), async (client) => {
    const known = async () => {
      const { rows } = await client.query<{ facts: string | null }>(
        "SELECT shobj_description(oid, 'pg_database') AS facts FROM pg_database WHERE datname = $1",
        [kept],
      );
      return rows[0]?.facts ?? null;
    };
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [kept]);
    const before = await known();
    if (before !== null) return before;
    const database = await testDatabase();
    const made = JSON.stringify(await make(database));
    const now = new URL(database.ownerUrl).pathname.slice(1);
    await client.query(`ALTER DATABASE ${now} RENAME TO ${kept}`);
    await client.query(`COMMENT ON DATABASE ${kept} IS ${client.escapeLiteral(made)}`);
    return made;
  });
  return { database: await databaseFrom(inject("template"), kept), facts: JSON.parse(facts) as Facts };
}

/** Kept databases are named after the moment that their run began. */
export const keptPrefix = (now: Date): string => `kept_${now.getTime()}_`;

const LONGEST_RUN_MS = 6 * 3600 * 1000;

/** Drops those of this run, and those that a killed one left; with them what lay in memory. */
export async function dropKept(clusterUrl: string, prefix: string): Promise<void> {
  const began = (name: string) => Number(name.split("_")[1]);
  const ends = (name: string) => name.startsWith(prefix) || began(name) < began(prefix) - LONGEST_RUN_MS;
  await withClient(clusterUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE datname LIKE 'kept\\_%'",
    );
    for (const { name } of rows.filter((row) => ends(row.name)))
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  await dropSpaces(clusterUrl, ends);
}
