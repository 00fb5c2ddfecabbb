import { Prisma } from "#generated/prisma/client.ts";
import { type Database, TRANSACTION_SECONDS_MAX, type Tx } from "./client.ts";
import { mapperGuest } from "./mapper.ts";
import { ownTransaction } from "./own-transaction.ts";
import { type Sql, sqlThrough } from "./sql.ts";

const ATTEMPTS_MAX = 5;

/**
 * Runs `body` in one transaction that sees only this workspace, and retries when the database asks for it. With
 * `readOnly` it cannot change anything, and all statements see the same moment. Without it, each sees what was committed
 * before it, as a writer that waited for a lock must. Aborts after `secondsMax`. `now` is the transaction's start by the
 * database's clock, the one clock that all processes share.
 */
export async function inWorkspace<T>(
  db: Database,
  workspaceId: string,
  body: (tx: Tx, now: Date) => Promise<T>,
  {
    readOnly = false,
    secondsMax = TRANSACTION_SECONDS_MAX,
  }: { readOnly?: boolean; secondsMax?: number | undefined } = {},
): Promise<T> {
  return retrying(() =>
    ownTransaction(db.pool, { workspaceId, readOnly, secondsMax }, async (client, now) => {
      const mapper = mapperGuest(db, client, secondsMax);
      let over = false;
      const ifOpen =
        <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
        (...args: A) =>
          over ? Promise.reject(new Error("The transaction is over")) : act(...args);
      const sql = sqlThrough(ifOpen((statement) => client.query(statement)));
      try {
        return await body(txOf(sql, ifOpen(mapper.call)), now);
      } finally {
        over = true;
        await mapper.leave();
      }
    }),
  );
}

type CallModel = (model: string, method: string, args: readonly unknown[]) => Promise<unknown>;

/** SQL goes straight to the connection; models go through the mapper, on the same one, so the order of statements holds. */
function txOf(sql: Sql, callModel: CallModel): Tx {
  const modelOf = (model: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          (...args: unknown[]) =>
            callModel(model, method, args),
      },
    );
  return new Proxy(sql, {
    get: (own, name: string) => (Object.hasOwn(own, name) ? Reflect.get(own, name) : modelOf(name)),
  }) as unknown as Tx;
}

/** Repeats a transaction when the database asks for it, after growing pauses. */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= ATTEMPTS_MAX || !isRetryable(error)) throw error;
      await new Promise((done) => setTimeout(done, 2 ** attempt * 5 * (1 + Math.random())));
    }
  }
}

const RETRYABLE_SQLSTATES = new Set(["40001", "40P01"]);

/** Prisma reports a write conflict as P2034 or passes the adapter's error through, depending on where it occurred. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  const cause = causeOf(error);
  return cause?.kind === "TransactionWriteConflict" || RETRYABLE_SQLSTATES.has(cause?.originalCode ?? "");
}

const UNAVAILABLE_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

/** Whether the database was unreachable or too slow, so that the caller should retry later. */
export function isUnavailable(error: unknown): boolean {
  const code = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;
  if (code && ["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"].includes(code)) return true;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (UNAVAILABLE_KINDS.has(causeOf(error)?.kind ?? "")) return true;
  const text = `${causeOf(error)?.originalCode ?? ""} ${error instanceof Error ? error.message : ""}`;
  return /\b(08\d{3}|53\d{3}|57P0\d|55P03|57014|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b|onnection terminated|is not queryable|the database is silent|timeout exceeded when trying to connect/.test(
    text,
  );
}

type AdapterCause = { kind?: string | undefined; originalCode?: string | undefined };

/** The error of the database or its connection, wherever the object mapper put it. */
export function causeOf(error: unknown): AdapterCause | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const meta = (error as { meta?: { driverAdapterError?: { cause?: AdapterCause } } }).meta;
  // Unwrapped errors come from the driver, with the code of the database or the socket.
  const { cause, code } = error as { cause?: AdapterCause; code?: string };
  return meta?.driverAdapterError?.cause ?? cause ?? { originalCode: code };
}
