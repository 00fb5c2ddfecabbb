import pg from "pg";

type Opening = {
  readonly workspaceId: string;
  readonly readOnly?: boolean;
  /** After this many seconds the database ends the transaction and its connection. */
  readonly secondsMax: number;
  /** Further settings for this transaction alone, as SQL. */
  readonly settings?: string;
};

/**
 * Runs `body` on a connection of its own, in a transaction of one workspace, and commits. One that only reads sees the
 * same moment throughout, and its answer does not wait for the commit. `now` is its start by the database's clock.
 */
export async function ownTransaction<T>(
  pool: pg.Pool,
  opening: Opening,
  body: (client: pg.PoolClient, now: Date) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // A lost connection fails the next statement; without a listener the error would end the process.
  client.on("error", unheard);
  let result: T;
  try {
    result = await body(client, await begin(client, opening));
  } catch (error) {
    await end(client, "ROLLBACK").catch(unheard);
    throw error;
  }
  const ended = end(client, "COMMIT");
  if (opening.readOnly) ended.catch(unheard);
  else await ended;
  return result;
}

/** All in one message: a round trip costs more than the statements. */
async function begin(
  client: pg.PoolClient,
  { workspaceId, readOnly = false, secondsMax, settings = "" }: Opening,
): Promise<Date> {
  const kind = readOnly ? " ISOLATION LEVEL REPEATABLE READ READ ONLY" : "";
  const results: unknown = await client.query(`BEGIN${kind};
    SET LOCAL transaction_timeout = ${secondsMax * 1000}; ${settings}
    SELECT set_config('app.workspace', ${pg.escapeLiteral(workspaceId)}, true), now()`);
  return (results as pg.QueryResult<{ now: Date }>[]).at(-1)!.rows[0]!.now;
}

/** Returns the connection to the pool, or closes it where the transaction could not be ended. */
async function end(client: pg.PoolClient, statement: "COMMIT" | "ROLLBACK"): Promise<void> {
  let ended = "";
  try {
    ended = (await client.query(statement)).command;
  } finally {
    client.off("error", unheard);
    client.release(ended === "");
  }
  // What the database answers to the commit of a transaction in which a statement failed.
  if (ended !== statement) throw new Error("A failed transaction was to be committed and was rolled back");
}

const unheard = (): void => {};
