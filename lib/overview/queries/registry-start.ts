import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";
import { registryStartView } from "#lib/overview/views/registry-start.ts";

/** What has arrived of a first version. A page asks again until there is one. */
export const registryStart = defineQuery({
  name: "registry-start",
  permission: "registry:read",
  summary: "How far the registry is on the way to its first version",
  input: z.strictObject({}),
  output: registryStartView,

  async load(tx, _input, { now }) {
    // In SQL of its own: the page of models asks it each time, and the mapper costs more than the rest of the page.
    const [version] = await tx.$queryRaw<object[]>`SELECT FROM model_version LIMIT 1`;
    if (version) return ok({ arrived: null });
    const newest = { orderBy: { createdAt: "desc" } } as const;
    const registering = { scopes: { has: "version:register" }, revokedAt: null, expiresAt: { gt: now } };
    const token = await tx.serviceToken.findFirst({ where: registering, ...newest });
    const used = await tx.serviceToken.findFirst({
      where: { ...registering, lastUsedAt: { not: null } },
      orderBy: { lastUsedAt: "desc" },
    });
    const model = await tx.model.findFirst(newest);
    const file = await tx.artifact.findFirst(newest);
    return ok({
      arrived: {
        token: token && { what: token.name, at: token.createdAt.toISOString() },
        tokenUsedAt: used?.lastUsedAt?.toISOString() ?? null,
        model: model && { what: model.name, at: model.createdAt.toISOString() },
        file: file && { what: file.digest, at: file.createdAt.toISOString() },
      },
    });
  },
});
