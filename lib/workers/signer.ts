import type pg from "pg";
import { faultpoint } from "#lib/db/faultpoint.ts";
import type { Log } from "#lib/log.ts";
import { formatCheckpoint, type TreeHead } from "#lib/merkle/checkpoint.ts";
import { formatNote } from "#lib/merkle/note.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { logConnection } from "./log-connection.ts";
import { openSignerFolder, type SignedHead, type SignerFolder } from "./signer-folder.ts";
import { readHead, whyNotToSign } from "./signer-head.ts";
import { followStreams, whyNotToFollow } from "./stream-heads.ts";

const POLL_MS = 1000;

/** Keeps two signers of one log apart. "sign" in ASCII. */
const SIGNER_LOCK = 0x73_69_67_6e;

type Options = {
  connectionString: string;
  /** Holds the key and the last signed head; must survive restores of the database. */
  stateFolder: string;
  /** The name of the log and of its key. */
  origin: string;
  log: Log;
};

/**
 * Signs the log's committed tree heads as checkpoints. The last signed head is written to its folder before the
 * checkpoint is published; a head that does not extend it is never signed: the reason is logged, kept in `refusal()`,
 * and checked again every second. Throws at once when the folder cannot be used.
 */
export async function startSigner({ connectionString, stateFolder, origin, log }: Options): Promise<{
  stop(): Promise<void>;
  refusal(): string | null;
}> {
  const folder = await openSignerFolder(stateFolder, origin);
  let refusal: string | null = null;
  const turns = takeTurns({
    name: "signer",
    log,
    idleMs: POLL_MS,
    open: async (wake) => {
      const client = await logConnection(connectionString, "countersign signer");
      client.on("notification", wake);
      await client.query("LISTEN audit_tree");
      const once = async (): Promise<"idle"> => {
        const found = await signHead(client, folder, stateFolder);
        if (found !== refusal && found !== null) log.error(`signer: ${found}`);
        if (found !== refusal && found === null)
          log.info("signer: the log is consistent again; signing continues");
        refusal = found;
        return "idle";
      };
      return { once, close: () => client.end() };
    },
  });
  return { stop: turns.stop, refusal: () => refusal };
}

/** Signs the current head if allowed and not yet signed. Returns why it must not be, or null. */
export async function signHead(
  client: pg.Client,
  folder: SignerFolder,
  folderName: string,
): Promise<string | null> {
  const lock = await client.query("SELECT pg_try_advisory_lock($1) AS held", [SIGNER_LOCK]);
  if (!lock.rows[0].held) return null;
  try {
    const last = await folder.lastSigned();
    const head = await readHead(client, last);
    const refusal = whyNotToSign(head, last, folderName);
    if (refusal !== null || head.size === 0) return refusal;
    // Signing the last head again publishes it in case the process died in between: Ed25519 gives the same bytes.
    if (last !== null && head.size === last.size) return await publish(client, folder, last);
    return await signGrown(client, { folder, folderName, last, head });
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [SIGNER_LOCK]);
  }
}

type Growing = { folder: SignerFolder; folderName: string; last: SignedHead | null; head: TreeHead };

/**
 * Signs a head that is new, with the heads of its streams. The map of these commits with the checkpoint, after the folder
 * remembers both, so it is never ahead of the folder.
 */
async function signGrown(
  client: pg.Client,
  { folder, folderName, last, head }: Growing,
): Promise<string | null> {
  await client.query("BEGIN");
  try {
    const streams = await followStreams(client, last, head);
    if (streams === null) return whyNotToFollow(head, folderName);
    const grown = { size: head.size, root: head.root, streams };
    faultpoint("signer-before-remember");
    await folder.remember(grown);
    faultpoint("signer-before-publish");
    const refused = await publish(client, folder, grown);
    await client.query("COMMIT");
    faultpoint("signer-after-publish");
    return refused;
  } finally {
    // After a commit it does nothing.
    await client.query("ROLLBACK").catch(() => {});
  }
}

async function publish(client: pg.Client, folder: SignerFolder, head: SignedHead): Promise<string | null> {
  const text = formatCheckpoint({ origin: folder.key.name, ...head });
  const note = formatNote({ text, signatures: [{ ...folder.key, signature: folder.sign(text) }] });
  faultpoint("signer-after-sign");
  const { rowCount } = await client.query(
    `INSERT INTO audit_checkpoint (size, root, note, created_at) VALUES ($1, $2, $3, now()) ON CONFLICT (size) DO NOTHING`,
    [head.size, head.root, note],
  );
  if (rowCount === 1) return null;
  const { rows } = await client.query("SELECT note FROM audit_checkpoint WHERE size = $1", [head.size]);
  if (rows[0]?.note === note) return null;
  return `A checkpoint of ${head.size} leaves by another key is already stored. Find out whose key signed it before signing anything.`;
}
