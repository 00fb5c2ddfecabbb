import { chown, mkdtemp, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { withClient } from "./cluster.ts";

/** Where Linux has memory as files, whatever else is a disk. */
const MEMORY = "/dev/shm";
const TMPFS = 0x01021994;
/** More than all databases of a run take that are there at once. */
const FREE_BYTES_MIN = 2 * 1024 ** 3;

/**
 * A copy of the template that lies in memory, as every copy of it then does: a database has a thousand files, and some disks
 * take a second to create them. Null where the machine has no such memory, or its server is another machine's. The copy's
 * tablespace is named with `prefix`; `dropSpaces` ends it.
 */
export async function copyInMemory(
  clusterUrl: string,
  template: string,
  prefix: string,
): Promise<string | null> {
  return withClient(clusterUrl, async (client) => {
    const owner = await ownerOfFiles(client);
    if (!owner || !(await hasRoom())) return null;
    const location = await mkdtemp(join(MEMORY, "countersign-tests-"));
    if (process.getuid?.() === 0) await chown(location, owner.uid, owner.gid);
    const [space, copy] = [`${prefix}space`, `${prefix}template`];
    await client.query(`CREATE TABLESPACE ${space} LOCATION ${client.escapeLiteral(location)}`);
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${template} TABLESPACE ${space} STRATEGY FILE_COPY`);
    return copy;
  });
}

async function ownerOfFiles(client: pg.Client): Promise<{ uid: number; gid: number } | null> {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
  return stat(rows[0]!.data_directory).catch(() => null);
}

async function hasRoom(): Promise<boolean> {
  const { type, bavail, bsize } = await statfs(MEMORY).catch(() => ({ type: 0, bavail: 0, bsize: 0 }));
  return type === TMPFS && bavail * bsize >= FREE_BYTES_MIN;
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
