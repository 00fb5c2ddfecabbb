import type { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "#generated/prisma/client.ts";
import { openQueue, type Queue } from "#lib/queue/queue.ts";
import { Pool } from "./pool.ts";
import { sendTogether } from "./send-together.ts";
import { type Sql, sqlThrough } from "./sql.ts";
import { statementNames } from "./statement-names.ts";

/** A process's access to the database: a connection pool, Prisma on top of it, and a sender of jobs. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: Pool;
  /** One statement each, committed by itself. */
  readonly sql: Sql;
  readonly queue: Queue;
  close(): Promise<void>;
};

/** A transaction with the workspace set, as commands and queries receive it. */
export type Tx = Prisma.TransactionClient;

/** How long a transaction may wait for its start, and how long it may take, where nothing else is said. */
export const TRANSACTION_SECONDS_MAX = 20;

/**
 * Longer than any answer takes: the server ends statements and idle transactions sooner. A connection silent for longer
 * is dead even if nobody closed it.
 */
const SILENT_MS_MAX = 25_000;

/** Connects as the app role. Times out instead of holding locks or a request forever. */
export function connect(connectionString: string, { poolSize = 16 } = {}): Database {
  const pool = new Pool({
    connectionString,
    max: poolSize,
    pipeline: true,
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: 20_000,
    lock_timeout: 10_000,
    application_name: "countersign",
    keepAlive: true,
  });
  pool.on("error", () => {}); // the next query meets and reports it
  pool.on("connect", (client) => {
    endWhenSilent(client as pg.PoolClient & OverSocket);
    sendTogether(client as pg.PoolClient & OverSocket);
  });
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const milliseconds = TRANSACTION_SECONDS_MAX * 1000;
  const prisma = new PrismaClient({
    adapter,
    errorFormat: "minimal",
    // Its own default gives up where a machine stalls for two seconds.
    transactionOptions: { maxWait: milliseconds, timeout: milliseconds },
  });
  const queue = openQueue(connectionString);
  return {
    prisma,
    pool,
    sql: sqlThrough((statement) => pool.query(statement)),
    queue,
    close: async () => {
      await queue.stop();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Missing from the published types. */
type OverSocket = { readonly connection: { readonly stream: Socket } };

function endWhenSilent({ connection: { stream } }: OverSocket): void {
  stream.setTimeout(SILENT_MS_MAX, () =>
    stream.destroy(Object.assign(new Error("the database is silent"), { code: "ETIMEDOUT" })),
  );
}
