import { z } from "zod";
import type { AuditWitness } from "#generated/prisma/client.ts";
import { logWitnessesView } from "#lib/audit/views/log-witnesses.ts";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** How far each witness has cosigned the log. */
export const logWitnesses = defineQuery({
  name: "log-witnesses",
  permission: "audit:read",
  summary: "Get the witnesses of the audit log and how far each has cosigned it",
  input: z.strictObject({}),
  output: logWitnessesView,

  async load(tx) {
    const rows = await tx.$queryRaw<AuditWitness[]>`
      SELECT key, name, size, cosigned_at AS "cosignedAt", trouble FROM audit_witness ORDER BY name, key`;
    return ok({
      witnesses: rows.map(({ name, key, size, cosignedAt, trouble }) => ({
        name,
        key,
        size: Number(size),
        cosignedAt: cosignedAt?.toISOString() ?? null,
        trouble,
      })),
    });
  },
});
