import type { Sql } from "./sql.ts";
import { causeOf } from "./transaction.ts";

const UNIQUE_VIOLATION = "23505";

/**
 * Does `first`, which answers null where it found a row that was there, and may meet one that another transaction or an earlier
 * one stored. Then it is undone, and `otherwise` is done in its place, in the same transaction. The savepoint is sent
 * together with what `first` sends at once, and ends with the transaction.
 */
export async function unlessThere<T>(
  tx: Sql,
  first: () => Promise<T | null>,
  otherwise: () => Promise<T>,
): Promise<T> {
  try {
    const [, done] = await Promise.all([tx.$executeRaw`SAVEPOINT unless_there`, first()]);
    if (done !== null) return done;
  } catch (error) {
    if (causeOf(error)?.originalCode !== UNIQUE_VIOLATION) throw error;
  }
  await tx.$executeRaw`ROLLBACK TO SAVEPOINT unless_there`;
  return otherwise();
}
