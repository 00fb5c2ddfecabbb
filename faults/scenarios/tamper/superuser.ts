import { createPrivateKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { formatCheckpoint } from "#lib/merkle/checkpoint.ts";
import { appendLeaves, EMPTY_FRONTIER, encodeFrontier, frontierRoot } from "#lib/merkle/frontier.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { formatNote, parseNoteKey } from "#lib/merkle/note.ts";
import type { Installation } from "../../rig/installation.ts";

const TABLES = ["audit_event", "audit_leaf", "audit_tile", "audit_tree", "audit_checkpoint"] as const;

/** Does what only a superuser can: disables the triggers, and enables them again so that nothing shows. */
export async function withoutTriggers({ sql }: Installation, statements: readonly string[]): Promise<void> {
  for (const table of TABLES) await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const statement of statements) await sql(statement);
  for (const table of TABLES) await sql(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** An event rewritten so that the table's own constraints hold: new text, its hash, its view. */
export async function rewriteEvent(installation: Installation, idx: number): Promise<void> {
  const [row] = await installation.sql<{ id: string; view: Record<string, unknown> }>(
    "SELECT event.id, event.view FROM audit_event event JOIN audit_leaf leaf ON leaf.event_id = event.id WHERE leaf.idx = $1",
    [idx],
  );
  const entry = canonicalJson({ ...row!.view, outcome: "failure" } as never);
  const quoted = `'${entry.replaceAll("'", "''")}'`;
  await withoutTriggers(installation, [
    `UPDATE audit_event SET entry = convert_to(${quoted}, 'UTF8'), view = ${quoted}::jsonb,
       leaf_hash = sha256('\\x00'::bytea || convert_to(${quoted}, 'UTF8')) WHERE id = ${row!.id}`,
  ]);
}

/** Swaps two events. */
export const swapLeaves = (installation: Installation, one: number, other: number): Promise<void> =>
  withoutTriggers(installation, [
    `UPDATE audit_leaf SET idx = idx + 1000000 WHERE idx IN (${one}, ${other})`,
    `UPDATE audit_leaf SET idx = CASE idx WHEN ${one + 1_000_000} THEN ${other} ELSE ${one} END WHERE idx >= 1000000`,
  ]);

/** Removes the last events, and cuts the tree to the rest. */
export async function dropTail(installation: Installation, keep: number): Promise<void> {
  await withoutTriggers(installation, [
    `DELETE FROM audit_detail WHERE event_id IN (SELECT event_id FROM audit_leaf WHERE idx >= ${keep})`,
    `CREATE TEMP TABLE gone AS SELECT event_id FROM audit_leaf WHERE idx >= ${keep};
     DELETE FROM audit_leaf WHERE idx >= ${keep};
     DELETE FROM audit_event WHERE id IN (SELECT event_id FROM gone); DROP TABLE gone`,
    `DELETE FROM audit_checkpoint WHERE size > ${keep}`,
  ]);
  await rewriteTree(installation);
}

/** Recomputes the whole tree from the present events. */
export async function rewriteTree(installation: Installation): Promise<void> {
  const rows = await installation.sql<{ entry: Buffer }>(
    "SELECT event.entry FROM audit_event event JOIN audit_leaf leaf ON leaf.event_id = event.id ORDER BY leaf.idx",
  );
  const nodes = new Map<number, Uint8Array[]>();
  const leaves = rows.map(({ entry }) => hashLeaf(new Uint8Array(entry)));
  const frontier = appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) => {
    if (level % 8 !== 0) return;
    const row = nodes.get(level / 8) ?? [];
    row[index] = hash;
    nodes.set(level / 8, row);
  });
  const hex = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString("hex")}'::bytea`;
  const tiles: string[] = [];
  for (const [level, row] of nodes)
    for (let n = 0; n * 256 < row.length; n++)
      tiles.push(`(${level}, ${n}, ${hex(Buffer.concat(row.slice(n * 256, n * 256 + 256)))})`);
  await withoutTriggers(installation, [
    "DELETE FROM audit_tile",
    `INSERT INTO audit_tile (level, n, hashes) VALUES ${tiles.join(", ")}`,
    `UPDATE audit_tree SET size = ${leaves.length}, frontier = ${hex(encodeFrontier(frontier))}, root = ${hex(frontierRoot(frontier))}`,
  ]);
}

/** Signs the present head with the log's own key, in place of every earlier checkpoint. */
export async function resign(installation: Installation): Promise<void> {
  const folder = join(installation.data, "signer");
  const key = parseNoteKey((await readFile(join(folder, "signer.vkey"), "utf8")).trim())!;
  const stolen = createPrivateKey(await readFile(join(folder, "signer.key"), "utf8"));
  const [tree] = await installation.sql<{ size: string; root: Buffer }>("SELECT size, root FROM audit_tree");
  const size = Number(tree!.size);
  const text = formatCheckpoint({ origin: key.name, size, root: new Uint8Array(tree!.root) });
  const signature = new Uint8Array(sign(null, Buffer.from(text), stolen));
  const note = formatNote({ text, signatures: [{ ...key, signature }] });
  await withoutTriggers(installation, [
    "DELETE FROM audit_checkpoint",
    `INSERT INTO audit_checkpoint (size, root, note, created_at)
     VALUES (${size}, '\\x${tree!.root.toString("hex")}', '${note.replaceAll("'", "''")}', now())`,
  ]);
}
