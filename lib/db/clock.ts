import type { Database } from "./client.ts";

/** The time by the database's clock, the one clock that all processes share. */
export async function databaseNow(db: Database): Promise<Date> {
  const [row] = await db.sql.$queryRaw<[{ now: Date }]>`SELECT now()`;
  return row.now;
}
