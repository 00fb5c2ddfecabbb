import { z } from "zod";
import { findCheckpoint } from "#lib/audit/rows/find-checkpoint.ts";
import { fromLogNodes } from "#lib/audit/rows/log-nodes.ts";
import { defineQuery } from "#lib/command/query.ts";
import { toBase64 } from "#lib/kernel/base64.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { consistencyProof as buildProof } from "#lib/merkle/proof.ts";
import { treeSize } from "./checkpoint.ts";

/** Proof that the log at one size is a prefix of the log at a later size (RFC 6962 §2.1.2). */
export const consistencyProof = defineQuery({
  name: "consistency-proof",
  permission: "audit:read",
  summary: "Prove that an older state of the log is contained in a newer one",
  input: z.strictObject({ from: treeSize, to: treeSize.optional() }),
  output: z.object({
    from: z.number(),
    to: z.number(),
    /** Hashes in base64. */
    proof: z.array(z.string()),
    /** The signed checkpoint of size `to`. */
    checkpoint: z.string(),
  }),

  async load(tx, { from, to }) {
    const found = await findCheckpoint(tx, to);
    if (!found.ok) return found;
    const size = Number(found.value.size);
    if (from > size)
      return refuse(
        "invalid",
        "sizes-reversed",
        `The log at ${from} leaves cannot be a prefix of the log at ${size}.`,
        {
          field: "from",
        },
      );
    const proof = await fromLogNodes(tx, (read) => buildProof(from, size, read));
    return ok({ from, to: size, proof: proof.map(toBase64), checkpoint: found.value.note });
  },
});
