import pg from "pg";

export type LogConnection = pg.Client;

/**
 * One connection of the sequencer, the signer or a witness's turns. A process stopped in the middle of a transaction must lose it, so
 * that another can take over and the late one is fenced off.
 */
export async function logConnection(connectionString: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    idle_in_transaction_session_timeout: 2000,
    statement_timeout: 10_000,
    lock_timeout: 5000,
    query_timeout: 15_000,
  });
  // A lost connection shows as the failure of the next query; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}
