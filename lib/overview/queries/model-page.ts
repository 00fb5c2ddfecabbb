import { z } from "zod";
import type { Model } from "#generated/prisma/client.ts";
import { personNamed } from "#lib/access/rows/person-named.ts";
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
  /** With `at`: what served from then until this moment. */
  until: instant.optional(),
});

/** One model: its purpose, its versions newest first, and where each of them was ever live. */
export const modelPage = defineQuery({
  name: "model-page",
  permission: "registry:read",
  summary: "A model, its versions and the history of its pointers",
  /** `cursor` is the number of the last version seen. */
  input,
  output: modelPageView,

  async load(tx, { model: name, at, until, cursor, limit }) {
    const found = await findModel(tx, name);
    if (!found.ok) return found;
    const { value: model } = found;
    const [owner, assessment, versions, pointers] = await Promise.all([
      personNamed(tx, model.ownerId),
      tx.tierAssessment.findFirst({ where: { modelId: model.id, state: "confirmed" }, select: { id: true } }),
      versionsOf(tx, model, cursor, limit),
      pointerHistories(tx, model.id, { at: dateOf(at), until: dateOf(until) }),
    ]);
    return ok({
      model: {
        id: model.id,
        name: model.name,
        title: model.title,
        purpose: model.purpose,
        intendedUse: model.intendedUse,
        tier: oneOf(TIERS, model.riskTier),
        tierConfirmed: assessment !== null,
        owner: { id: model.ownerId, name: owner },
        createdAt: model.createdAt.toISOString(),
        versions: model.lastVersion,
      },
      versions,
      pointers,
    });
  },
});

const dateOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

async function versionsOf(tx: Tx, model: Model, cursor: string | undefined, limit: number) {
  const before = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : model.lastVersion + 1;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT version.id::text, version.number, version.digest, version.description, version.code_commit AS "codeCommit",
           parent.number AS parent, version.registered_by AS "registeredBy", version.registered_from AS "registeredFrom",
           version.created_at AS "createdAt",
           (SELECT coalesce(max(revision), 0) FROM card_revision WHERE version_id = version.id) AS "cardRevision"
    FROM model_version version LEFT JOIN model_version parent ON parent.id = version.parent_id
    WHERE version.model_id = ${model.id}::uuid AND version.number < ${before}
    ORDER BY version.number DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const reported = await latestReports(tx, ids);
  const items: VersionSummary[] = page.map(({ createdAt, ...row }) => ({
    ...row,
    registeredAt: createdAt.toISOString(),
    reports: reported.get(row.id)?.reports ?? 0,
    latestReport: reported.get(row.id)?.latest ?? null,
  }));
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.number) : null };
}

type Row = Omit<VersionSummary, "registeredAt" | "reports" | "latestReport"> & { createdAt: Date };
