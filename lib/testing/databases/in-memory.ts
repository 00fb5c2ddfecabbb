import { chown, mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { givenServer, withClient } from "./cluster.ts";
import { memoryFolder } from "./memory-folder.ts";

/**
 * A copy of the template that lies in memory, as every copy of it then does: a database has a thousand files, and some disks
 * take a second to create them. Null where the machine has no such memory, or somebody else runs the server. The copy's
 * tablespace is named with `prefix`; `dropSpaces` ends it.
 */
export async function copyInMemory(
  clusterUrl: string,
  template: string,
  prefix: string,
): Promise<string | null> {
  const memory = givenServer() ? null : await memoryFolder();
  if (!memory) return null;
  return withClient(clusterUrl, async (client) => {
    const location = await mkdtemp(join(memory, "countersign-tests-"));
    if (process.getuid?.() === 0) await giveToServer(location, client);
    const [space, copy] = [`${prefix}space`, `${prefix}template`];
    await client.query(`CREATE TABLESPACE ${space} LOCATION ${client.escapeLiteral(location)}`);
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${template} TABLESPACE ${space} STRATEGY FILE_COPY`);
    return copy;
  });
}

/** The server does not run as root. */
async function giveToServer(folder: string, client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  const { uid, gid } = await stat(rows[0]!.data_directory);
  await chown(folder, uid, gid);
}

/** Drops the tablespaces that `ends` says are over, with every database in them, and frees their memory. */
export async function dropSpaces(clusterUrl: string, ends: (space: string) => boolean): Promise<void> {
  await withClient(clusterUrl, async (client) => {
    const { rows } = await client.query<{ space: string; location: string; databases: string[] }>(`
      SELECT spcname AS space, pg_tablespace_location(space.oid) AS location,
             ARRAY(SELECT quote_ident(datname) FROM pg_database WHERE dattablespace = space.oid) AS databases
      FROM pg_tablespace space WHERE spcname LIKE 'kept\\_%'`);
    for (const { space, location, databases } of rows.filter((row) => ends(row.space))) {
      for (const name of databases) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.query(`DROP TABLESPACE ${space}`);
      await rm(location, { recursive: true, force: true });
    }
  });
}
