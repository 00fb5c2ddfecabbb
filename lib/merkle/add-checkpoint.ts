import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { parseTreeSize } from "./checkpoint.ts";
import { HASH_BYTES, type Hash } from "./hash.ts";

/** What a log asks of a witness: to cosign a checkpoint that continues the tree of `oldSize` leaves (C2SP tlog-witness). */
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** The signed note. */
  readonly checkpoint: string;
};

const PROOF_LENGTH_MAX = 63;

export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  `${[`old ${oldSize}`, ...proof.map(toBase64)].join("\n")}\n\n${checkpoint}`;

/** Reverses {@link formatAddCheckpoint}. The error is a sentence. */
export function parseAddCheckpoint(body: string): Result<AddCheckpoint, string> {
  const split = body.indexOf("\n\n");
  if (split < 0) return err("A request has an empty line before the checkpoint.");
  const [first = "", ...lines] = body.slice(0, split).split("\n");
  const oldSize = first.startsWith("old ") ? parseTreeSize(first.slice("old ".length)) : null;
  if (oldSize === null) return err("A request begins with the line `old <size>`.");
  const proof = lines.map(fromBase64);
  if (proof.length > PROOF_LENGTH_MAX) return err(`A proof has at most ${PROOF_LENGTH_MAX} lines.`);
  if (!proof.every((hash): hash is Hash => hash?.length === HASH_BYTES))
    return err("The proof is not a list of hashes in base64.");
  return ok({ oldSize, proof, checkpoint: body.slice(split + 2) });
}
