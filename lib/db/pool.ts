import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/**
 * A pool that can lend a connection already in a transaction to the object mapper, which would otherwise take its own.
 * The pool keeps this itself, as a process may hold two copies of this module and yet one pool: the server's, and the
 * one built with the pages.
 */
export class Pool extends pg.Pool {
  readonly #lent = new AsyncLocalStorage<pg.PoolClient>();

  /** Runs `body`; whoever asks for a connection in it gets this one, as a guest. */
  lend<T>(client: pg.PoolClient, body: () => Promise<T>): Promise<T> {
    return this.#lent.run(guestOf(client), body);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<pg.PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    const lent = this.#lent.getStore();
    return lent ? Promise.resolve(lent) : super.connect();
  }
}

const OWNERS_STATEMENTS = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);
const NOTHING: pg.QueryResult = { command: "", rowCount: 0, oid: 0, fields: [], rows: [] };

/** A connection whose transaction, errors and return to the pool are its owner's. */
function guestOf(client: pg.PoolClient): pg.PoolClient {
  const query = (statement: pg.QueryConfig) =>
    OWNERS_STATEMENTS.has(statement.text) ? Promise.resolve(NOTHING) : client.query(statement);
  const ignored = () => {};
  return { query, release: ignored, on: ignored, removeListener: ignored } as unknown as pg.PoolClient;
}
