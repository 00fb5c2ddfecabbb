import pg from "pg";
import { databaseOf, roleIn } from "#lib/db/role-name.ts";
import { whyRefused } from "#lib/workers/signer-head.ts";
import { openAsPublished } from "#lib/workers/signer-succession.ts";
import { CliError, EXIT } from "./cli.ts";

/**
 * Why this folder's signer would refuse to sign, or null where it would sign. Throws {@link CliError} while a signer
 * runs: it loaded the present key and would continue with it.
 */
export async function refusalOfIdleSigner(connectionString: string, folder: string): Promise<string | null> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE usename = $1 AND datname = current_database() LIMIT 1",
      [roleIn(databaseOf(connectionString), "cs_signer")],
    );
    if (rowCount)
      throw new CliError(EXIT.no, "A signer is running. Stop the installation first, then try again.");
    return await whyRefused(client, await openAsPublished(folder), folder);
  } finally {
    await client.end();
  }
}
