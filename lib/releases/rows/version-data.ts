import type { Tx } from "#lib/db/client.ts";
import type { VersionData } from "#lib/releases/data-changes.ts";

const NOTHING: VersionData = { datasets: [], schema: [] };

/** The data of each of these versions; that of no version is empty. */
export async function versionData(
  tx: Tx,
  versionIds: readonly (string | null)[],
): Promise<(versionId: string | null) => VersionData> {
  const rows = await tx.$queryRaw<(VersionData & { id: string })[]>`
    SELECT id::text, datasets, data_schema AS schema FROM model_version WHERE id = ANY(${[...versionIds]}::uuid[])`;
  const byId = new Map(rows.map(({ id, ...data }) => [id, data]));
  return (versionId) => byId.get(versionId ?? "") ?? NOTHING;
}
