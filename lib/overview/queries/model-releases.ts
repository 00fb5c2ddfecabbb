import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { PAGE_SIZE_MAX, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { type ModelRelease, modelReleasesView } from "#lib/overview/views/model-releases.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import type { RolloutState } from "#lib/rollouts/rollout.ts";

/** The releases of one model with their rollouts, newest first; at most a page of them. */
export const modelReleases = defineQuery({
  name: "model-releases",
  permission: "release:read",
  summary: "The releases of a model with their rollouts",
  input: z.strictObject({ model: slug }),
  output: modelReleasesView,

  async load(tx, { model: name }) {
    const model = await findModel(tx, name);
    if (!model.ok) return model;
    return ok({ items: await releasesOf(tx, model.value.id) });
  },
});

async function releasesOf(tx: Tx, modelId: string): Promise<ModelRelease[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT release.number, release.state, release.round, release.version_id::text AS "versionId",
           version.number AS version, base.number AS base, pointer.name AS pointer, release.author_name AS author,
           release.created_at AS "createdAt", rollout.id::text AS "rolloutId", rollout.number AS "rolloutNumber",
           rollout.state AS "rolloutState"
    FROM release
    JOIN model_version version ON version.id = release.version_id
    LEFT JOIN model_version base ON base.id = release.base_version_id
    JOIN pointer ON pointer.id = release.pointer_id
    LEFT JOIN rollout ON rollout.release_id = release.id
    WHERE release.model_id = ${modelId}::uuid ORDER BY release.number DESC LIMIT ${PAGE_SIZE_MAX}`;
  return rows.map(({ rolloutId, rolloutNumber, rolloutState, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    rollout:
      rolloutId && rolloutNumber && rolloutState
        ? { id: rolloutId, number: rolloutNumber, state: rolloutState }
        : null,
  }));
}

type Row = Omit<ModelRelease, "createdAt" | "rollout"> & {
  createdAt: Date;
  rolloutId: string | null;
  rolloutNumber: number | null;
  rolloutState: RolloutState | null;
};
