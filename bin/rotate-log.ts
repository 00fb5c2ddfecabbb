import { join } from "node:path";
import type pg from "pg";
import { rotateLog } from "#lib/audit/commands/rotate-log.ts";
import { logHead } from "#lib/audit/queries/log-head.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import { rolePasswords, roleUrls } from "#lib/db/roles.ts";
import { dataFolder } from "#lib/env.ts";
import { signerFolder } from "#lib/storage/log-key.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openAsPublished, prepareSuccession } from "#lib/workers/signer-succession.ts";
import { CliError, EXIT } from "./cli.ts";
import { refusalOfIdleSigner } from "./idle-signer.ts";
import { type Here, orEnd } from "./installation.ts";

export type Rotated = { readonly origin: string; readonly vkey: string; readonly kept: string };

/**
 * Gives the log a new key: the old key signs a leaf that names its successor; the successor continues from exactly
 * there and signs that it did. If interrupted, run it again: the last announcement counts. Throws {@link CliError}.
 */
export async function rotateHere(here: Here): Promise<Rotated> {
  const folder = signerFolder();
  const refusal = await refusalOfIdleSigner(here.url, folder);
  if (refusal !== null) throw new CliError(EXIT.no, refusal);
  const log = await openLog(here.url);
  try {
    const head = orEnd(await look(here.db, logHead, {}, here));
    const { former, successor, goOnFrom, install } = await prepareSuccession(folder, head);
    const keys = { former: { vkey: former.vkey }, successor };
    orEnd(await run(here.db, rotateLog, { step: "announce", ...keys }, here));
    await seal(log, folder);
    // The new key must continue from the old key's last signed head.
    await goOnFrom();
    const kept = await install();
    orEnd(await run(here.db, rotateLog, { step: "take-over", ...keys }, here));
    await seal(log, folder);
    return { origin: successor.origin, vkey: successor.vkey, kept };
  } finally {
    await Promise.all([log.sequencer.end(), log.signer.end()]);
  }
}

type OpenLog = { readonly sequencer: pg.Client; readonly signer: pg.Client };

/** The log's own two roles: no other sequences events or publishes checkpoints. */
async function openLog(url: string): Promise<OpenLog> {
  const urls = roleUrls(url, await rolePasswords(join(dataFolder(), "passwords.json")));
  return {
    sequencer: await logConnection(urls.cs_sequencer, "countersign rotate"),
    signer: await logConnection(urls.cs_signer, "countersign rotate"),
  };
}

/** Sequences every event and signs the head, with the key in the folder. */
async function seal({ sequencer, signer }: OpenLog, folder: string): Promise<void> {
  while ((await sequenceBatch(sequencer)) > 0);
  const refusal = await signHead(signer, await openAsPublished(folder), folder);
  if (refusal !== null) throw new CliError(EXIT.no, refusal);
}
