import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Which rollout a release has. */
export const releaseRollout = defineQuery({
  name: "release-rollout",
  permission: "rollout:read",
  summary: "The number of a release's rollout",
  input: z.strictObject({ release: ordinal }),
  output: z.object({ rollout: z.number().nullable() }),

  async load(tx, { release: number }) {
    const release = await tx.release.findFirst({ where: { number }, select: { id: true } });
    if (!release) return refuse("not-found", "release-not-found", `There is no release ${number} here.`);
    const rollout = await tx.rollout.findUnique({
      where: { releaseId: release.id },
      select: { number: true },
    });
    return ok({ rollout: rollout?.number ?? null });
  },
});
