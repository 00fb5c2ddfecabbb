import { withClient } from "./cluster.ts";

/** Every row of every table that the application can write, as text: to check that a secret is nowhere. */
export const everythingStored = (ownerUrl: string): Promise<string> =>
  withClient(ownerUrl, async (client) => {
    const tables = await client.query<{ name: string }>(
      "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'",
    );
    if ((tables.rowCount ?? 0) < 20) throw new Error("where are the tables?");
    let text = "";
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      text += rows.map(({ row }) => row).join("\n");
    }
    return text;
  });
