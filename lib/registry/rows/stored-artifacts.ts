import type { Tx } from "#lib/db/client.ts";
import { artifactQuota } from "#lib/env.ts";
import type { ArtifactStorage } from "#lib/registry/artifact-storage.ts";

/** What this workspace stores, and what it may. */
export async function storedArtifacts(tx: Tx): Promise<ArtifactStorage & { artifacts: number }> {
  const [row] = await tx.$queryRaw<{ usedBytes: number; artifacts: number }[]>`
    SELECT coalesce(sum(size), 0)::float8 AS "usedBytes", count(*)::int AS artifacts FROM artifact`;
  return { ...row!, quotaBytes: artifactQuota() };
}
