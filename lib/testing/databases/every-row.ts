import type pg from "pg";
import { withClient } from "./cluster.ts";

/** Tables and columns that only record when somebody was last seen. */
const PASSING_TABLES = ["server_presence", "exposure_ack"];
const PASSING_COLUMNS = ["last_seen_at", "last_used_at"];

/**
 * A checksum over every row of every table, or of those of one workspace, without what only records when somebody was last
 * seen. One statement sums what each table has: a test asks for it before and after each request.
 */
export const everyRow = (ownerUrl: string, workspaceId?: string): Promise<string> =>
  withClient(ownerUrl, async (client) => {
    const tables = await tablesIn(client);
    if (tables.length < 20) throw new Error("where are the tables?");
    const own = tables.filter(({ columns }) => !workspaceId || columns.includes("workspace_id"));
    const where = workspaceId ? `WHERE workspace_id = ${client.escapeLiteral(workspaceId)}` : "";
    const sums = own.map(
      ({ name, columns }) =>
        `SELECT '${name}' AS name, count(*) AS n, sum(hashtextextended(ROW(${columns.join()})::text, 0)) FROM ONLY ${name} ${where}`,
    );
    const { rows } = await client.query<[string, string, string | null]>({
      text: `${sums.join(" UNION ALL ")} ORDER BY name`,
      rowMode: "array",
    });
    return rows.map((sum) => sum.join(" ")).join("\n");
  });

type Table = { readonly name: string; readonly columns: readonly string[] };

async function tablesIn(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT quote_ident(relname) AS name, array_agg(quote_ident(attname) ORDER BY attnum) AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
       AND relname <> ALL ($1) AND attname <> ALL ($2)
     GROUP BY relname`,
    [PASSING_TABLES, PASSING_COLUMNS],
  );
  return rows;
}
