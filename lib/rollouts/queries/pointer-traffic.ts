import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { pointerName, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { readPointerTraffic } from "#lib/rollouts/rows/pointer-traffic.ts";
import { pointerTrafficView } from "#lib/rollouts/views/pointer-traffic.ts";

/** The last week's requests to a pointer, and what the version that is live there answered. */
export const pointerTraffic = defineQuery({
  name: "pointer-traffic",
  permission: "rollout:read",
  summary: "The last week's traffic of a pointer, and what its live version answered",
  input: z.strictObject({ model: slug, pointer: pointerName }),
  output: pointerTrafficView,

  async load(tx, target, { now }) {
    const found = await findModel(tx, target.model);
    return found.ok ? ok(await readPointerTraffic(tx, target, now)) : found;
  },
});
