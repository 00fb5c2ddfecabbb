import { bytesToHex } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { openCheckpoint, parseCheckpoint, parseTreeSize } from "./checkpoint.ts";
import { HASH_BYTES, type Hash, hashLeaf, sameBytes } from "./hash.ts";
import { type NoteKey, parseNote } from "./note.ts";
import { rootFromInclusion } from "./verify.ts";

/** Proof that an entry is in a log: its index, its audit path and the signed checkpoint the path leads to. */
export type Receipt = {
  readonly index: number;
  readonly proof: readonly Hash[];
  readonly checkpoint: string;
};

const HEADER = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves is 53 levels high. */
const PROOF_LENGTH_MAX = 53;

/** The receipt as a `.tlog-proof` file (C2SP tlog-proof v1, without extra data). */
export const formatReceipt = ({ index, proof, checkpoint }: Receipt): string =>
  `${[HEADER, `index ${index}`, ...proof.map(toBase64)].join("\n")}\n\n${checkpoint}`;

/** Parses a `.tlog-proof` file. Extra data is skipped: nothing vouches for it. The error is a sentence. */
export function parseReceipt(text: string): Result<Receipt, string> {
  const split = text.indexOf("\n\n");
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split("\n");
  if (header !== HEADER) return err(`A receipt begins with the line ${HEADER}`);
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const [indexLine = "", ...proofLines] = lines;
  const index = indexLine.startsWith("index ") ? parseTreeSize(indexLine.slice("index ".length)) : null;
  if (index === null) return err("The receipt does not name its leaf");
  const proof = proofLines.map(fromBase64);
  if (proof.length > PROOF_LENGTH_MAX || !proof.every((hash): hash is Hash => hash?.length === HASH_BYTES))
    return err("The receipt's path is not a list of hashes");
  return ok({ index, proof, checkpoint: text.slice(split + 2) });
}

/** One claim of a receipt and whether it holds; `found` is a hash in hex or a sentence. */
export type ReceiptStep = {
  readonly step: "event" | "path" | "root" | "signature";
  readonly holds: boolean;
  readonly found: string;
};

/**
 * Checks a receipt against the bytes of an entry in steps a reader can follow: the bytes hash to a leaf, the path
 * leads from it to a root, the root is the checkpoint's, a trusted key signed the checkpoint. All four together prove
 * that the entry is in the log.
 */
export function checkReceipt(
  entry: Uint8Array,
  receipt: Receipt,
  trusted: readonly NoteKey[],
): ReceiptStep[] {
  const leafHash = hashLeaf(entry);
  const note = parseNote(receipt.checkpoint);
  const claimed = note.ok ? parseCheckpoint(note.value.text) : note;
  const size = claimed.ok ? claimed.value.size : 0;
  const root = rootFromInclusion({ leafHash, index: receipt.index, size, proof: receipt.proof });
  const signed = openCheckpoint(receipt.checkpoint, trusted);
  return [
    { step: "event", holds: true, found: bytesToHex(leafHash) },
    {
      step: "path",
      holds: root !== null,
      found: root ? bytesToHex(root) : "The path does not match the leaf's index",
    },
    {
      step: "root",
      holds: root !== null && claimed.ok && sameBytes(root, claimed.value.root),
      found: claimed.ok ? bytesToHex(claimed.value.root) : claimed.error,
    },
    { step: "signature", holds: signed.ok, found: signed.ok ? signed.value.origin : signed.error },
  ];
}
