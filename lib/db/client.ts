import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#generated/prisma/client.ts";
import { openQueue, type Queue } from "#lib/queue/queue.ts";

/** What a process holds to reach the database: a pool for transactions and a sender for jobs. */
export type Database = { readonly prisma: PrismaClient; readonly queue: Queue; close(): Promise<void> };

/** A transaction with the workspace set; what commands and queries get. */
export type Tx = Prisma.TransactionClient;

/** Connects as the app role. Times out rather than hold locks for ever. */
export function connect(connectionString: string, { poolSize = 16 } = {}): Database {
  const adapter = new PrismaPg({
    connectionString,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: 20_000,
    lock_timeout: 10_000,
    application_name: "countersign",
  });
  const prisma = new PrismaClient({ adapter, errorFormat: "minimal" });
  const queue = openQueue(connectionString);
  return {
    prisma,
    queue,
    close: async () => {
      await queue.stop();
      await prisma.$disconnect();
    },
  };
}
