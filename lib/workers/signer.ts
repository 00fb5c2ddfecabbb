import type pg from "pg";
import { faultpoint } from "#lib/db/faultpoint.ts";
import type { Log } from "#lib/log.ts";
import { formatCheckpoint } from "#lib/merkle/checkpoint.ts";
import { type Hash, sameBytes } from "#lib/merkle/hash.ts";
import { formatNote } from "#lib/merkle/note.ts";
import { consistencyProof, type NodeReader, nodesNeeded, rootAt } from "#lib/merkle/proof.ts";
import { type TilePlace, tileOfNode, tileReader } from "#lib/merkle/tile.ts";
import { verifyConsistency } from "#lib/merkle/verify.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { logConnection } from "./log-connection.ts";
import { openSignerFolder, type SignedHead, type SignerFolder } from "./signer-folder.ts";

const POLL_MS = 1000;

/** Keeps two signers of one log apart. "sign" in ASCII. */
const SIGNER_LOCK = 0x73_69_67_6e;

type Options = {
  connectionString: string;
  /** Where the key and the last signed head are kept; must survive the database's restores. */
  stateFolder: string;
  /** The log's name, and its key's. */
  origin: string;
  log: Log;
};

/**
 * Signs the log's committed tree heads as checkpoints. What it signed last is kept in its folder and written
 * before the checkpoint is published; a head that does not extend it is never signed: the reason is logged, kept
 * in `refusal()`, and looked at again every second. Throws at once when the folder cannot be used.
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
          log.info("signer: the log is consistent again; signing goes on");
        refusal = found;
        return "idle";
      };
      return { once, close: () => client.end() };
    },
  });
  return { stop: turns.stop, refusal: () => refusal };
}

/** Signs the current head if it may be signed and is not yet. Answers why it must not be, or null. */
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
    // Signing the last head once more publishes it in case we died in between: Ed25519 gives the same bytes.
    const grown = head.size > (last?.size ?? 0);
    if (grown) faultpoint("signer-before-remember");
    if (grown) await folder.remember({ size: head.size, root: head.root });
    if (grown) faultpoint("signer-before-publish");
    const refused = await publish(client, folder, head);
    if (grown) faultpoint("signer-after-publish");
    return refused;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [SIGNER_LOCK]);
  }
}

/** Why the signer of this folder signs nothing of the database as it is now, or null. Signs nothing itself. */
export async function whyRefused(
  client: pg.Client,
  folder: SignerFolder,
  folderName: string,
): Promise<string | null> {
  const last = await folder.lastSigned();
  return whyNotToSign(await readHead(client, last), last, folderName);
}

type Head = SignedHead & {
  /** Size of the newest checkpoint in the database, 0 without one. */
  readonly published: number;
  /** Whether the stored tiles lead from the last signed head to this one. */
  readonly consistent: boolean;
};

function whyNotToSign(head: Head, last: SignedHead | null, folderName: string): string | null {
  const advice =
    "Nothing is signed until this is resolved. Bring the database back to a state that contains every signed " +
    `event; where there is none any more, stop the signer and start a successor: countersign log recover. ` +
    `Do not delete ${folderName}, it is the proof of what was signed.`;
  if (last === null && head.published > 0)
    return (
      `This signer never signed, but the log of ${head.size} leaves has a checkpoint of ${head.published}: ` +
      `the signer folder was lost or is another's. Put the folder that signed it at ${folderName}; nothing is signed until then.`
    );
  if (last !== null && head.size < last.size)
    return `The log has ${head.size} leaves, but ${last.size} were signed already: the database was set back. ${advice}`;
  if (!head.consistent)
    return `The log of ${head.size} leaves is not a continuation of the ${last?.size ?? 0} leaves signed before: its past was changed. ${advice}`;
  return null;
}

async function readHead(client: pg.Client, last: SignedHead | null): Promise<Head> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const { rows } = await client.query(
      "SELECT size, root, coalesce((SELECT max(size) FROM audit_checkpoint), 0) AS published FROM audit_tree WHERE id = 1",
    );
    const row = rows[0] as { size: string; root: Buffer; published: string };
    const head = { size: Number(row.size), root: new Uint8Array(row.root) };
    const consistent = await continues(client, last, head);
    return { ...head, published: Number(row.published), consistent };
  } finally {
    await client.query("ROLLBACK");
  }
}

async function continues(client: pg.Client, last: SignedHead | null, head: SignedHead): Promise<boolean> {
  if (head.size === 0 || (last !== null && head.size < last.size)) return true;
  const from = last ?? { size: 0, root: null };
  // The head's root is computed again from the tiles: what is signed is what can be proved.
  const prove = (read: NodeReader): { root: Hash; proof: Hash[] } => ({
    root: rootAt(head.size, read),
    proof: from.size > 0 ? consistencyProof(from.size, head.size, read) : [],
  });
  const tiles = await readTiles(client, nodesNeeded(prove).map(tileOfNode));
  let proved: ReturnType<typeof prove>;
  try {
    proved = prove(tileReader((place) => tiles.get(`${place.level}/${place.n}`) ?? new Uint8Array()));
  } catch {
    return false;
  }
  if (!sameBytes(proved.root, head.root)) return false;
  if (from.root === null) return true;
  return verifyConsistency({
    fromSize: from.size,
    fromRoot: from.root,
    toSize: head.size,
    toRoot: head.root,
    proof: proved.proof,
  });
}

async function readTiles(client: pg.Client, places: readonly TilePlace[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await client.query<{ level: number; n: string; hashes: Buffer }>(
    "SELECT level, n, hashes FROM audit_tile WHERE (level, n) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))",
    [places.map((place) => place.level), places.map((place) => place.n)],
  );
  return new Map(rows.map((row) => [`${row.level}/${row.n}`, new Uint8Array(row.hashes)]));
}

async function publish(client: pg.Client, folder: SignerFolder, head: SignedHead): Promise<string | null> {
  const text = formatCheckpoint({ origin: folder.key.name, size: head.size, root: head.root });
  const note = formatNote({ text, signatures: [{ ...folder.key, signature: folder.sign(text) }] });
  faultpoint("signer-after-sign");
  const { rowCount } = await client.query(
    `INSERT INTO audit_checkpoint (size, root, note, created_at) VALUES ($1, $2, $3, now()) ON CONFLICT (size) DO NOTHING`,
    [head.size, head.root, note],
  );
  if (rowCount === 1) return null;
  const { rows } = await client.query("SELECT note FROM audit_checkpoint WHERE size = $1", [head.size]);
  if (rows[0]?.note === note) return null;
  return `Somebody else's checkpoint of ${head.size} leaves is stored already. Find out whose key signed it before anything is signed.`;
}
