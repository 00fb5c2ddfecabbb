import { type Database, TRANSACTION_SECONDS_MAX } from "./client.ts";
import { ownTransaction } from "./own-transaction.ts";
import { type Sql, sqlThrough } from "./sql.ts";
import { retrying } from "./transaction.ts";

/** Tables that gain tens of thousands of rows a second outgrow a cached plan long before statistics are updated. */
const settings = "SET LOCAL plan_cache_mode = force_custom_plan;";

/** Like `inWorkspace`, but with fresh plans and without models. */
export function inWorkspacePlain<T>(
  { pool }: Database,
  workspaceId: string,
  body: (sql: Sql) => Promise<T>,
): Promise<T> {
  return retrying(() =>
    ownTransaction(pool, { workspaceId, secondsMax: TRANSACTION_SECONDS_MAX, settings }, (client) =>
      body(sqlThrough((statement) => client.query(statement))),
    ),
  );
}
