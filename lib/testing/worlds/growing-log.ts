import { type AddCheckpoint, formatAddCheckpoint } from "#lib/merkle/add-checkpoint.ts";
import { appendLeaves, EMPTY_FRONTIER } from "#lib/merkle/frontier.ts";
import { type Hash, hashLeaf } from "#lib/merkle/hash.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { consistencyProof } from "#lib/merkle/proof.ts";
import { testLog } from "#lib/testing/packets/evidence-packet.ts";

/** Different words give different leaves. */
export const grownLeaves = (count: number, word = "leaf"): Hash[] =>
  Array.from({ length: count }, (_, i) => hashLeaf(new TextEncoder().encode(`${word} ${i}`)));

/** Proof that these leaves continue their first `from`. */
export function proofFrom(from: number, leaves: readonly Hash[]): Hash[] {
  const nodes = new Map<string, Hash>();
  appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) => void nodes.set(`${level}/${index}`, hash));
  if (from === 0) return [];
  return consistencyProof(from, leaves.length, (level, index) => nodes.get(`${level}/${index}`)!);
}

/** A log with a key of its own that asks to have its leaves cosigned. */
export function askingLog() {
  const { vkey, note } = testLog();
  const request = (
    oldSize: number,
    leaves: readonly Hash[],
    proof = proofFrom(oldSize, leaves),
  ): AddCheckpoint => ({ oldSize, proof, checkpoint: note(leaves) });
  const body = (...asked: Parameters<typeof request>): string => formatAddCheckpoint(request(...asked));
  return { key: parseNoteKey(vkey)!, vkey, note, request, body };
}
