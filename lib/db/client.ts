import type { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "#generated/prisma/client.ts";
import { openQueue, type Queue } from "#lib/queue/queue.ts";
import { HeldPool } from "./held-connection.ts";
import { statementNames } from "./statement-names.ts";

/** What a process holds to reach the database: a pool of connections, Prisma over it, and a sender for jobs. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly queue: Queue;
  close(): Promise<void>;
};

/** A transaction with the workspace set; what commands and queries get. */
export type Tx = Prisma.TransactionClient;

/**
 * No answer is ever this long in coming: a statement, and a transaction that waits for us, are ended by the server
 * before. A connection that is silent longer is dead, though nobody closed it.
 */
const SILENT_MS_MAX = 25_000;

/** Connects as the app role. Times out rather than hold locks, or a request, for ever. */
export function connect(connectionString: string, { poolSize = 16 } = {}): Database {
  const pool = new HeldPool({
    connectionString,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: 20_000,
    lock_timeout: 10_000,
    application_name: "countersign",
    keepAlive: true,
  });
  pool.on("error", () => {}); // met again, and reported, by the next query
  pool.on("connect", (client) => endWhenSilent(client as pg.PoolClient & Streaming));
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const prisma = new PrismaClient({ adapter, errorFormat: "minimal" });
  const queue = openQueue(connectionString);
  return {
    prisma,
    pool,
    queue,
    close: async () => {
      await queue.stop();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Missing from the published types. */
type Streaming = { connection: { stream: Socket } };

function endWhenSilent({ connection: { stream } }: Streaming): void {
  stream.setTimeout(SILENT_MS_MAX, () =>
    stream.destroy(Object.assign(new Error("the database is silent"), { code: "ETIMEDOUT" })),
  );
}
