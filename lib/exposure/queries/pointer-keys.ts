import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import { pointerKeysView } from "#lib/exposure/views/pointer-keys.ts";
import { ok } from "#lib/kernel/result.ts";

const POINTERS_MAX = 500;

/** The pointers a token's source can be bound to. */
export const pointerKeys = defineQuery({
  name: "pointer-keys",
  permission: "settings:read",
  summary: "List the flag keys of the pointers",
  input: z.strictObject({}),
  output: pointerKeysView,

  async load(tx) {
    const rows = await tx.$queryRaw<{ model: string; pointer: string }[]>`
      SELECT m.name AS model, p.name AS pointer FROM pointer p JOIN model m ON m.id = p.model_id
      ORDER BY m.name, p.name LIMIT ${POINTERS_MAX}`;
    return ok({ keys: rows.map(({ model, pointer }) => flagKey(model, pointer)) });
  },
});
