import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { appendLeaves, EMPTY_FRONTIER, frontierRoot } from "#lib/merkle/frontier.ts";
import { hashLeaf, sameBytes } from "#lib/merkle/hash.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import type { Installation } from "../rig/installation.ts";

type Leaf = { idx: string; entry: Buffer };

/**
 * Leaves are contiguous and each event has one; every checkpoint, stored or handed out, is the root of the first
 * leaves. So any two are consistent, and none was withdrawn.
 */
export async function leavesAndRoots(
  { sql, data }: Installation,
  handedOut: readonly string[],
  faults: string[],
): Promise<Record<string, number>> {
  const leaves = await sql<Leaf>(
    "SELECT leaf.idx, event.entry FROM audit_event event LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id ORDER BY leaf.idx",
  );
  for (const [place, { idx }] of leaves.entries())
    if (idx !== String(place)) faults.push(`leaf ${place}: is ${idx ?? "missing"}`);
  const stored = await sql<{ size: string; note: string }>(
    "SELECT size, note FROM audit_checkpoint ORDER BY size",
  );
  const [tree] = await sql<{ size: string; root: Buffer }>("SELECT size, root FROM audit_tree");
  const rootAt = rootsOf(leaves.map(({ entry }) => hashLeaf(new Uint8Array(entry))));
  if (!sameBytes(rootAt(Number(tree!.size)), tree!.root))
    faults.push("the stored root is not the root of the leaves");
  const key = parseNoteKey((await readFile(join(data, "signer/signer.vkey"), "utf8")).trim());
  if (!key) throw new Error("the signer published no key");
  const faultOf = (note: string): string | null => {
    const opened = openCheckpoint(note, [key]);
    if (!opened.ok) return `a checkpoint does not open: ${opened.error}`;
    const { size, root } = opened.value;
    if (size > leaves.length)
      return `a checkpoint of ${size} leaves was handed out; there are ${leaves.length}`;
    return sameBytes(root, rootAt(size))
      ? null
      : `the checkpoint of ${size} leaves signs a root that is not theirs`;
  };
  const notes = [...stored.map((row) => row.note), ...handedOut];
  faults.push(...notes.map(faultOf).filter((fault) => fault !== null));
  return { leaves: leaves.length, checkpoints: stored.length, handedOut: handedOut.length };
}

function rootsOf(leaves: readonly Uint8Array[]): (size: number) => Uint8Array {
  const roots: Uint8Array[] = [frontierRoot(EMPTY_FRONTIER)];
  let frontier = EMPTY_FRONTIER;
  for (const leaf of leaves) {
    frontier = appendLeaves(frontier, [leaf]);
    roots.push(frontierRoot(frontier));
  }
  return (size) => roots[size] ?? new Uint8Array();
}
