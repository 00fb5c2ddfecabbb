import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("a prepared database", () => {
  it("protects every table that has a workspace by row-level security", async () => {
    const unprotected = await withClient(database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ table_name: string }>(`
        SELECT c.table_name FROM information_schema.columns c
        JOIN pg_class ON pg_class.oid = format('public.%I', c.table_name)::regclass
        WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND NOT relrowsecurity`);
      return rows.map((row) => row.table_name);
    });
    // A session is found by its own unguessable id, before there is a workspace.
    expect(unprotected.sort()).toEqual(["session"]);
  });

  it("shows the app role nothing without a workspace", async () => {
    const count = await withClient(database.appUrl, async (client) => {
      const { rows } = await client.query<{ n: string }>("SELECT count(*) AS n FROM model");
      return Number(rows[0]?.n);
    });
    expect(count).toBe(0);
  });

  it("lets the app role neither change nor drop what was signed", async () => {
    for (const statement of [
      "UPDATE signature SET decision = 'approve'",
      "DELETE FROM signature",
      "TRUNCATE signature",
      "DROP TABLE signature",
    ])
      await expect(withClient(database.appUrl, (client) => client.query(statement))).rejects.toThrow(
        /permission denied|must be owner/,
      );
  });
});
