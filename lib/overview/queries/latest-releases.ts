import { defineQuery } from "#lib/command/query.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { filteredModels } from "#lib/overview/rows/filtered-models.ts";
import { type LatestRelease, latestReleasesView } from "#lib/overview/views/latest-releases.ts";
import { modelFilter } from "#lib/overview/views/model-filter.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";

/** The latest release of each model on a page of the catalogue; a model without one is left out. */
export const latestReleases = defineQuery({
  name: "latest-releases",
  permission: "release:read",
  summary: "The latest release of each listed model",
  input: modelFilter,
  output: latestReleasesView,

  async load(tx, filter) {
    const rows = await tx.$queryRaw<Row[]>`
      SELECT model.name AS model, latest.number, version.number AS version, latest.state, latest.created_at AS "createdAt"
      FROM (SELECT id, name FROM model WHERE ${filteredModels(filter)} ORDER BY name LIMIT ${filter.limit}) model
      JOIN LATERAL (SELECT * FROM release WHERE model_id = model.id ORDER BY number DESC LIMIT 1) latest ON true
      JOIN model_version version ON version.id = latest.version_id
      ORDER BY model.name`;
    return ok({
      items: rows.map(({ state, createdAt, ...row }) => ({
        ...row,
        state: oneOf(RELEASE_STATES, state),
        createdAt: createdAt.toISOString(),
      })),
    });
  },
});

type Row = Omit<LatestRelease, "state" | "createdAt"> & { state: string; createdAt: Date };
