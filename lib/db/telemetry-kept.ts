import pg from "pg";

/** Sets for how many days single predictions and outcomes are kept. Only the owner may. */
export async function keepTelemetry(ownerUrl: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("UPDATE telemetry_calendar SET kept_days = $1", [days]);
  } finally {
    await client.end();
  }
}
