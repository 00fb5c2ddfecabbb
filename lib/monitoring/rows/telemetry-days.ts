import type { Sql } from "#lib/db/sql.ts";

/** The day that what arrives now is stored under, and the last day whose rows are gone; as dates, `2026-11-27`. */
export type OpenDay = { readonly day: string; readonly lastDropped: string | null };

/** The day that is open. It stays so until the transaction ends: no row of the next day is stored before that. */
export async function enterTelemetryDay(tx: Sql): Promise<OpenDay> {
  const [open] = await tx.$queryRaw<OpenDay[]>`
    SELECT day, last_dropped AS "lastDropped" FROM enter_telemetry_day()`;
  return open!;
}

/**
 * Makes the days to come, opens today by the database's clock, drops what is kept no longer; says what it did. Cheap when
 * there is nothing to do, and safe to run at once with others and with ingest.
 */
export async function turnTelemetryDay(db: Sql): Promise<string[]> {
  const rows = await db.$queryRaw<{ done: string }[]>`SELECT turn_telemetry_day() AS done`;
  return rows.map(({ done }) => done);
}
