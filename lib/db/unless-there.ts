import type { Sql } from "./sql.ts";
import { causeOf } from "./transaction.ts";

const UNIQUE_VIOLATION = "23505";

/**
 * Does `first`, which may meet a row that another transaction or an earlier one stored; then it is undone, and `otherwise` is
 * done in its place, in the same transaction.
 */
export async function unlessThere<T>(
  tx: Sql,
  first: () => Promise<T>,
  otherwise: () => Promise<T>,
): Promise<T> {
  await tx.$executeRaw`SAVEPOINT unless_there`;
  try {
    const done = await first();
    await tx.$executeRaw`RELEASE SAVEPOINT unless_there`;
    return done;
  } catch (error) {
    if (causeOf(error)?.originalCode !== UNIQUE_VIOLATION) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT unless_there`;
    return otherwise();
  }
}
