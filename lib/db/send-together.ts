import type { Writable } from "node:stream";
import type pg from "pg";

export type Streaming = { readonly connection: { readonly stream: Writable } };

/** Sends what is asked of a connection in one turn of the event loop in one write: a write costs more than most statements. */
export function sendTogether(client: pg.PoolClient & Streaming): void {
  const { stream } = client.connection;
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  let held = false;
  const holdForTurn = () => {
    if (held) return;
    held = true;
    stream.cork();
    process.nextTick(() => {
      held = false;
      stream.uncork();
    });
  };
  const queryTogether = (...asked: unknown[]) => {
    holdForTurn();
    return query(...asked);
  };
  client.query = queryTogether as typeof client.query;
}
