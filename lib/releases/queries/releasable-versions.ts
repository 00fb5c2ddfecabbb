import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { envelopeState } from "#lib/councils/envelope.ts";
import { envelopesWhere } from "#lib/councils/rows/envelopes.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { releasableVersionsView } from "#lib/releases/views/releasable-versions.ts";

const MODELS_MAX = 100;
const VERSIONS_MAX = 50;

/** Every model with its latest versions and its pointers. */
export const releasableVersions = defineQuery({
  name: "releasable-versions",
  permission: "release:read",
  summary: "List models with the versions and pointers a release can name",
  input: z.strictObject({}),
  output: releasableVersionsView,

  async load(tx, _input, { now }) {
    const models = await tx.model.findMany({
      orderBy: { name: "asc" },
      take: MODELS_MAX,
      include: {
        versions: {
          orderBy: { number: "desc" },
          take: VERSIONS_MAX,
          select: { number: true, description: true, _count: { select: { reports: true } } },
        },
      },
    });
    const pointers = await tx.$queryRaw<{ id: string; modelId: string; name: string; live: number | null }[]>`
      SELECT p.id::text, p.model_id::text AS "modelId", p.name, v.number AS live FROM pointer p
      LEFT JOIN LATERAL (SELECT base_version_id FROM exposure WHERE pointer_id = p.id ORDER BY sequence DESC LIMIT 1) e ON true
      LEFT JOIN model_version v ON v.id = e.base_version_id
      ORDER BY p.name`;
    const granted = await envelopesWhere(tx, Prisma.sql`e.decided = 'granted' AND e.revoked_at IS NULL`);
    const open = granted.filter((one) => envelopeState(one, now) === "in-force");
    return ok({
      models: models.map((model) => ({
        name: model.name,
        tier: oneOf(TIERS, model.riskTier),
        versions: model.versions.map(({ number, description, _count }) => ({
          number,
          description,
          evaluated: _count.reports > 0,
        })),
        pointers: pointers
          .filter(({ modelId }) => modelId === model.id)
          .map(({ id, name, live }) => {
            const envelope = open.find((one) => one.pointer === id)?.number;
            return { name, live, ...(envelope === undefined ? {} : { envelope }) };
          }),
      })),
    });
  },
});
