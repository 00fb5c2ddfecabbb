import pg from "pg";
import { recoverLog } from "#lib/audit/commands/recover-log.ts";
import { logHead } from "#lib/audit/queries/log-pages.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { whyRefused } from "#lib/jobs/signer.ts";
import { openAsPublished, prepareSuccession } from "#lib/jobs/signer-succession.ts";
import { toBase64 } from "#lib/kernel/base64.ts";
import { signerFolder } from "#lib/storage/log-key.ts";
import { CliError, EXIT } from "./cli.ts";
import { type Here, orEnd } from "./installation.ts";

export type Recovered = { readonly origin: string; readonly lost: number; readonly kept: string };

/**
 * Ends a log whose signed events are lost and begins its successor, which goes on from what is there. Only where the
 * signer refuses, and while none runs: one that was started before would go on with the old key. Throws {@link CliError}.
 */
export async function recoverHere(here: Here): Promise<Recovered> {
  const folder = signerFolder();
  await whileNobodySigns(here.url, folder);
  const head = orEnd(await look(here.db, logHead, {}, here));
  const { former, successor, install } = await prepareSuccession(folder, head);
  const spelled = ({ size, root }: { size: number; root: Uint8Array }) => ({ size, root: toBase64(root) });
  const input = {
    former: { vkey: former.vkey, ...spelled(former.head) },
    successor: { ...successor, ...spelled(head) },
  };
  // The event first: broken off here, the old folder still refuses and this can be run again.
  const { origin } = orEnd(await run(here.db, recoverLog, input, here));
  return { origin, lost: Math.max(0, former.head.size - head.size), kept: await install() };
}

async function whileNobodySigns(connectionString: string, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE usename = 'cs_signer' LIMIT 1",
    );
    if (rowCount)
      throw new CliError(EXIT.no, "A signer is running. Stop the installation first, then try again.");
    const refusal = await whyRefused(client, await openAsPublished(folder), folder);
    if (refusal === null)
      throw new CliError(
        EXIT.no,
        "Nothing signed is missing: the signer goes on by itself, with the log as it is.",
      );
  } finally {
    await client.end();
  }
}
