import { recoverLog } from "#lib/audit/commands/recover-log.ts";
import { logHead } from "#lib/audit/queries/log-head.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { toBase64 } from "#lib/kernel/base64.ts";
import { signerFolder } from "#lib/storage/log-key.ts";
import { prepareSuccession } from "#lib/workers/signer-succession.ts";
import { CliError, EXIT } from "./cli.ts";
import { refusalOfIdleSigner } from "./idle-signer.ts";
import { type Here, orEnd } from "./installation.ts";

export type Recovered = { readonly origin: string; readonly lost: number; readonly kept: string };

/**
 * Ends a log whose signed events are lost and begins its successor, which goes on from what is there. Only where the
 * signer refuses, and while none runs: one that was started before would go on with the old key. Throws {@link CliError}.
 */
export async function recoverHere(here: Here): Promise<Recovered> {
  const folder = signerFolder();
  if ((await refusalOfIdleSigner(here.url, folder)) === null)
    throw new CliError(
      EXIT.no,
      "Nothing signed is missing: the signer goes on by itself, with the log as it is.",
    );
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
