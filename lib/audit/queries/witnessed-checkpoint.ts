import { z } from "zod";
import { findWitnessed } from "#lib/audit/rows/find-checkpoint.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** The newest checkpoint that the most witnesses have cosigned. */
export const witnessedCheckpoint = defineQuery({
  name: "witnessed-checkpoint",
  permission: "audit:read",
  summary: "Get the newest checkpoint that witnesses have cosigned",
  input: z.strictObject({}),
  output: z.object({ note: z.string() }),

  async load(tx) {
    const found = await findWitnessed(tx, 0);
    return found.ok ? ok({ note: found.value.note }) : found;
  },
});
