import { z } from "zod";
import type { Model } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { pointerHistories } from "#lib/exposure/rows/pointer-history.ts";
import { instant, paging, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { modelPageView } from "#lib/overview/views/model-page.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { latestReports } from "#lib/registry/rows/report-view.ts";
import { TIERS } from "#lib/registry/tier.ts";
import type { VersionSummary } from "#lib/registry/views/version.ts";

const input = z.strictObject({
  ...paging,
  model: slug,
  /** Answers "What was live at this moment?" for each pointer. */
  at: instant.optional(),
});

/** One model: its purpose, its versions newest first, and where each of them was ever live. */
export const modelPage = defineQuery({
  name: "model-page",
  permission: "registry:read",
  summary: "A model, its versions and the history of its pointers",
  /** `cursor` is the number of the last version seen. */
  input,
  output: modelPageView,

  async load(tx, { model: name, at, cursor, limit }) {
    const found = await findModel(tx, name);
    if (!found.ok) return found;
    const { value: model } = found;
    const owner = await tx.person.findUniqueOrThrow({ where: { id: model.ownerId } });
    return ok({
      model: {
        id: model.id,
        name: model.name,
        title: model.title,
        purpose: model.purpose,
        intendedUse: model.intendedUse,
        tier: oneOf(TIERS, model.riskTier),
        owner: { id: owner.id, name: owner.name },
        createdAt: model.createdAt.toISOString(),
        versions: model.lastVersion,
      },
      versions: await versionsOf(tx, model, cursor, limit),
      pointers: await pointerHistories(tx, model.id, at === undefined ? undefined : new Date(at)),
    });
  },
});

async function versionsOf(tx: Tx, model: Model, cursor: string | undefined, limit: number) {
  const before = cursor && /^\d{1,9}$/.test(cursor) ? { number: { lt: Number(cursor) } } : {};
  const rows = await tx.modelVersion.findMany({
    where: { modelId: model.id, ...before },
    orderBy: { number: "desc" },
    take: limit + 1,
    include: { cards: { orderBy: { revision: "desc" }, take: 1, select: { revision: true } } },
    omit: { manifest: true, datasets: true, dataSchema: true, influence: true },
  });
  const page = rows.slice(0, limit);
  const parentIds = page.flatMap((row) => row.parentId ?? []);
  const parents = await tx.modelVersion.findMany({
    where: { id: { in: parentIds } },
    select: { id: true, number: true },
  });
  const numberOf = new Map(parents.map((parent) => [parent.id, parent.number]));
  const reported = await latestReports(
    tx,
    page.map((row) => row.id),
  );
  const items: VersionSummary[] = page.map((row) => ({
    id: row.id,
    number: row.number,
    digest: row.digest,
    description: row.description,
    codeCommit: row.codeCommit,
    parent: row.parentId ? (numberOf.get(row.parentId) ?? null) : null,
    registeredBy: row.registeredBy,
    registeredFrom: row.registeredFrom as VersionSummary["registeredFrom"],
    registeredAt: row.createdAt.toISOString(),
    cardRevision: row.cards[0]?.revision ?? 0,
    reports: reported.get(row.id)?.reports ?? 0,
    latestReport: reported.get(row.id)?.latest ?? null,
  }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.number) : null };
}
