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
 * Ends a log whose signed events are lost and starts its successor, which continues from what remains. Only where the
 * signer refuses, and while none runs: a running one would continue with the old key. Throws {@link CliError}.
 */
export async function recoverHere(here: Here): Promise<Recovered> {
  const folder = signerFolder();
  if ((await refusalOfIdleSigner(here.url, folder)) === null)
    throw new CliError(
      EXIT.no,
      "No signed event is missing: start the signer, and it continues with the log unchanged.",
    );
  const head = orEnd(await look(here.db, logHead, {}, here));
  const { former, successor, install } = await prepareSuccession(folder, head);
  const spelled = ({ size, root }: { size: number; root: Uint8Array }) => ({ size, root: toBase64(root) });
  const input = {
    former: { vkey: former.vkey, ...spelled(former.head) },
    successor: { ...successor, ...spelled(head) },
  };
  // The event first: if the command is interrupted here, the old folder still refuses, and it can be run again.
  const { origin } = orEnd(await run(here.db, recoverLog, input, here));
  return { origin, lost: Math.max(0, former.head.size - head.size), kept: await install() };
}
