import { stat } from "node:fs/promises";
import { expect, inject, it } from "vitest";
import { withClient } from "./cluster.ts";
import { databaseFrom } from "./database.ts";
import { copyInMemory, dropSpaces } from "./in-memory.ts";
import { keptPrefix } from "./kept.ts";

const clusterUrl = inject("clusterUrl");

const locationOf = (space: string): Promise<string | undefined> =>
  withClient(clusterUrl, async (client) => {
    const { rows } = await client.query<{ location: string }>(
      "SELECT pg_tablespace_location(oid) AS location FROM pg_tablespace WHERE spcname = $1",
      [space],
    );
    return rows[0]?.location;
  });

const spaceOf = (ownerUrl: string): Promise<string | undefined> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ space: string }>(
      "SELECT spcname AS space FROM pg_tablespace JOIN pg_database ON dattablespace = pg_tablespace.oid WHERE datname = current_database()",
    );
    return rows[0]?.space;
  });

it("keeps copies of copies in memory, and leaves nothing of them, also of one that nobody dropped", async ({
  skip,
}) => {
  const prefix = keptPrefix(new Date());
  const content = await copyInMemory(clusterUrl, inject("template"), prefix);
  skip(content === null, "this machine has no such memory");
  const left = await databaseFrom(inject("template"), content!);
  const space = `${prefix}space`;
  expect(await spaceOf(left.ownerUrl)).toBe(space);
  const location = await locationOf(space);
  expect((await stat(location!)).isDirectory()).toBe(true);
  await dropSpaces(clusterUrl, (name) => name === space);
  expect(await locationOf(space)).toBeUndefined();
  await expect(stat(location!)).rejects.toMatchObject({ code: "ENOENT" });
});
