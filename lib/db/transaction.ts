import { Prisma } from "#generated/prisma/client.ts";
import type { Database, Tx } from "./client.ts";
import { direct, withHeldConnection } from "./held-connection.ts";

const ATTEMPTS_MAX = 5;
const MAX_WAIT_MS = 5000;
const SECONDS_MAX = 20;

/**
 * Runs `body` in one transaction that sees only this workspace; retries when the database asks for it. With
 * `readOnly` it can change nothing and every statement sees the same moment; without, each sees what was committed
 * before it, as a writer that waited for a lock must. After `secondsMax` it is given up. `now` is when it began by the database's clock, the one
 * clock that all processes share.
 */
export async function inWorkspace<T>(
  db: Database,
  workspaceId: string,
  body: (tx: Tx, now: Date) => Promise<T>,
  {
    readOnly = false,
    secondsMax = SECONDS_MAX,
  }: { readOnly?: boolean; secondsMax?: number | undefined } = {},
): Promise<T> {
  const isolation = readOnly ? { isolationLevel: "RepeatableRead" as const } : {};
  return retrying(() =>
    withHeldConnection((held) =>
      db.prisma.$transaction(
        async (mapped) => {
          const tx = direct(mapped, held);
          const [begun] = await tx.$queryRaw<[{ now: Date }]>`
            SELECT set_config('app.workspace', ${workspaceId}, true),
                   set_config('transaction_read_only', ${readOnly ? "on" : "off"}, true), now()`;
          return body(tx, begun.now);
        },
        { maxWait: MAX_WAIT_MS, timeout: secondsMax * 1000, ...isolation },
      ),
    ),
  );
}

/** Does a transaction again where the database asks for it, after a pause that grows. */
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

/** Prisma reports a write conflict as P2034 or hands the adapter's error through, depending on where it hit. */
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

/** Could the database not be reached or not answer in time? Then the caller is told to come back. */
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

/** What the database or its connection said, wherever the object mapper put it. */
export function causeOf(error: unknown): AdapterCause | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const meta = (error as { meta?: { driverAdapterError?: { cause?: AdapterCause } } }).meta;
  // What Prisma did not wrap is the driver's own, with the database's or the socket's code.
  const { cause, code } = error as { cause?: AdapterCause; code?: string };
  return meta?.driverAdapterError?.cause ?? cause ?? { originalCode: code };
}
