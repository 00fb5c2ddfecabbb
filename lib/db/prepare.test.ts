import { randomUUID } from "node:crypto";
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
        WHERE c.table_schema = 'public' AND c.column_name = 'workspace_id' AND NOT relrowsecurity
          AND NOT (relkind = 'v' AND reloptions @> '{security_invoker=true}')`);
      return rows.map((row) => row.table_name);
    });
    // A session is found by its unguessable id, before a workspace is known.
    expect(unprotected.sort()).toEqual(["session"]);
  });

  it("shows the app role nothing without a workspace", async () => {
    const count = await withClient(database.appUrl, async (client) => {
      const { rows } = await client.query<{ n: string }>("SELECT count(*) AS n FROM model");
      return Number(rows[0]?.n);
    });
    expect(count).toBe(0);
  });

  it("lets the app role neither change nor delete what was signed", async () => {
    for (const statement of [
      "UPDATE function_act SET verb = 'confirmed'",
      "DELETE FROM function_act",
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

describe("isolate_table", () => {
  const asOwner = (sql: string) => withClient(database.ownerUrl, (client) => client.query(sql));
  const ours: string = randomUUID();
  const asApp = (sql: string, workspaceId = ours) =>
    withClient(database.appUrl, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [workspaceId]);
      return client.query(sql);
    });
  const isolated = (name: string, mode: string) =>
    asOwner(`CREATE TABLE ${name} (id int PRIMARY KEY, workspace_id uuid NOT NULL);
      SELECT isolate_table('${name}', '${mode}');
      INSERT INTO ${name} VALUES (1, '${ours}'), (2, '${randomUUID()}')`);
  const tried = async (name: string) => {
    const words: string[] = [];
    for (const [word, sql] of [
      ["insert", `INSERT INTO ${name} VALUES (3, '${ours}')`],
      ["update", `UPDATE ${name} SET id = 4 WHERE id = 3`],
      ["delete", `DELETE FROM ${name} WHERE id = 4`],
      ["truncate", `TRUNCATE ${name}`],
    ] as const)
      if (await asApp(sql).catch(() => null)) words.push(word);
    return words;
  };

  it("lets the app role only insert, or also change and delete", async () => {
    await isolated("kept_thing", "insert-only");
    await isolated("changing_thing", "full");
    expect(await tried("kept_thing")).toEqual(["insert"]);
    expect(await tried("changing_thing")).toEqual(["insert", "update", "delete"]);
  });

  it("shows a workspace its own rows, and accepts no row for another", async () => {
    await isolated("own_thing", "full");
    const ids = async (workspaceId?: string) =>
      (await asApp("SELECT id FROM own_thing", workspaceId)).rows.map(({ id }) => id);
    expect(await ids()).toEqual([1]);
    expect(await ids("")).toEqual([]);
    expect(await ids(randomUUID())).toEqual([]);
    const foreign = `INSERT INTO own_thing VALUES (9, '${randomUUID()}')`;
    await expect(asApp(foreign)).rejects.toThrow(/row-level security/);
    await expect(asApp(`UPDATE own_thing SET workspace_id = '${randomUUID()}'`)).rejects.toThrow(
      /row-level security/,
    );
    expect((await asApp("DELETE FROM own_thing")).rowCount).toBe(1);
  });

  it("accepts only known modes and tables, and only from the owner", async () => {
    await expect(isolated("some_thing", "readonly")).rejects.toThrow("knows no mode readonly");
    await expect(asOwner("SELECT isolate_table('no_such_thing', 'full')")).rejects.toThrow("does not exist");
    await expect(asApp("SELECT isolate_table('signature', 'full')")).rejects.toThrow("permission denied");
  });
});
