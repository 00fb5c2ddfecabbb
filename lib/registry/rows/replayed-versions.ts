import type { Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { registryFold } from "#lib/registry/replay.ts";

/** Registered versions, compared with the log. */
export const replayedVersions: Replayed = {
  stream: "model",
  table: "model",
  fold: registryFold,
  subjectsAPage: 10,
  facts: versionFacts,
};

async function versionFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const versions = await tx.$queryRaw<Version[]>`
    SELECT model_id::text AS model, number, digest, code_commit AS "codeCommit",
           (SELECT count(*)::int FROM version_file file WHERE file.version_id = model_version.id) AS files
    FROM model_version WHERE model_id = ANY (${ids}::uuid[])`;
  return new Map(
    versions.map(({ model, number, ...registered }) => [`version ${number} of model ${model}`, registered]),
  );
}

type Version = {
  readonly model: string;
  readonly number: number;
  readonly digest: string;
  readonly files: number;
  readonly codeCommit: string | null;
};
