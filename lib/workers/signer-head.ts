import type pg from "pg";
import { type Frontier, frontierAt } from "#lib/merkle/frontier.ts";
import { type Hash, sameBytes } from "#lib/merkle/hash.ts";
import { consistencyProof, type NodeReader, nodesNeeded, rootAt } from "#lib/merkle/proof.ts";
import { type TilePlace, tileOfNode, tileReader } from "#lib/merkle/tile.ts";
import { verifyConsistency } from "#lib/merkle/verify.ts";
import type { SignedHead, SignerFolder } from "./signer-folder.ts";

/** Why this folder's signer refuses to sign the present database, or null. Signs nothing itself. */
export async function whyRefused(
  client: pg.Client,
  folder: SignerFolder,
  folderName: string,
): Promise<string | null> {
  const last = await folder.lastSigned();
  return whyNotToSign(await readHead(client, last), last, folderName);
}

export type Head = SignedHead & {
  /** Size of the newest checkpoint in the database, 0 without one. */
  readonly published: number;
  /** Whether the stored tiles lead from the last signed head to this one. */
  readonly consistent: boolean;
};

/** Why this head must not be signed after the last signed one, or null. */
export function whyNotToSign(head: Head, last: SignedHead | null, folderName: string): string | null {
  const advice =
    "Nothing is signed until this is resolved. Bring the database back to a state that contains every signed " +
    `event; if none exists any more, stop the signer and start a successor: countersign log recover. ` +
    `Do not delete ${folderName}, it proves what was signed.`;
  if (last === null && head.published > 0)
    return (
      `This signer never signed, but the log of ${head.size} leaves has a checkpoint of ${head.published}: ` +
      `the signer folder was lost or belongs to another log. Put the folder that signed it at ${folderName}; nothing is signed until then.`
    );
  if (last !== null && head.size < last.size)
    return `The log has ${head.size} leaves, but ${last.size} are already signed: the database was set back. ${advice}`;
  if (!head.consistent)
    return `The log of ${head.size} leaves is not a continuation of the ${last?.size ?? 0} leaves signed before: its past was changed. ${advice}`;
  return null;
}

/** The committed head of the log, and whether it extends the last signed one. */
export async function readHead(client: pg.Client, last: SignedHead | null): Promise<Head> {
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
  // Recomputes the head's root from the tiles: only what can be proved is signed.
  const prove = (read: NodeReader): { root: Hash; proof: Hash[] } => ({
    root: rootAt(head.size, read),
    proof: from.size > 0 ? consistencyProof(from.size, head.size, read) : [],
  });
  const proved = await fromTiles(client, prove);
  if (proved === null || !sameBytes(proved.root, head.root)) return false;
  if (from.root === null) return true;
  return verifyConsistency({
    fromSize: from.size,
    fromRoot: from.root,
    toSize: head.size,
    toRoot: head.root,
    proof: proved.proof,
  });
}

/** The proof that the stored tree of `to` leaves continues the one of `from`; null where its tiles have none. */
export async function proveContinuation(client: pg.Client, from: number, to: number): Promise<Hash[] | null> {
  if (from === 0 || from === to) return [];
  return fromTiles(client, (read) => consistencyProof(from, to, read));
}

/** The frontier of the stored tree at `size` leaves; null where its tiles have none. */
export async function storedFrontier(client: pg.Client, size: number): Promise<Frontier | null> {
  return fromTiles(client, (read) => frontierAt(size, read));
}

/** What `build` makes of the stored tiles; null where they lack a node it reads. */
async function fromTiles<T>(client: pg.Client, build: (read: NodeReader) => T): Promise<T | null> {
  const tiles = await readTiles(client, nodesNeeded(build).map(tileOfNode));
  try {
    return build(tileReader((place) => tiles.get(`${place.level}/${place.n}`) ?? new Uint8Array()));
  } catch {
    return null;
  }
}

async function readTiles(client: pg.Client, places: readonly TilePlace[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await client.query<{ level: number; n: string; hashes: Buffer }>(
    "SELECT level, n, hashes FROM audit_tile WHERE (level, n) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))",
    [places.map((place) => place.level), places.map((place) => place.n)],
  );
  return new Map(rows.map((row) => [`${row.level}/${row.n}`, new Uint8Array(row.hashes)]));
}
