import { z } from "zod";
import { bytes } from "#lib/audit/log-page.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** The stored head of the tree, to compare with a recomputed tree. */
export const logHead = defineQuery({
  name: "log-head",
  permission: "audit:read",
  summary: "Get the stored head of the log's tree",
  input: z.strictObject({}),
  output: z.object({ size: z.number(), root: bytes }),

  async load(tx) {
    const tree = await tx.auditTree.findUniqueOrThrow({ where: { id: 1 } });
    return ok({ size: Number(tree.size), root: new Uint8Array(tree.root) });
  },
});
