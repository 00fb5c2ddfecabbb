import { withClient } from "./cluster.ts";

/**
 * A checksum over every row of every table, or of those of one workspace, without the tables that only record when
 * somebody was last seen.
 */
export const everyRow = (ownerUrl: string, workspaceId?: string): Promise<string> =>
  withClient(ownerUrl, async (client) => {
    const passing = ["server_presence", "exposure_ack"];
    const { rows } = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1) ORDER BY 1",
      [passing],
    );
    const sums: string[] = [];
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(row, '' ORDER BY row)), '') AS sum
         FROM (SELECT (to_jsonb(t) - 'last_seen_at' - 'last_used_at')::text AS row FROM "${name}" t
               WHERE $1::text IS NULL OR to_jsonb(t) ->> 'workspace_id' = $1) AS rows`,
        [workspaceId ?? null],
      );
      sums.push(`${name} ${found[0]!.sum}`);
    }
    return sums.join("\n");
  });
