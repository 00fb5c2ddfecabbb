import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { registryFold } from "#lib/registry/replay.ts";

/** Models with their registered versions, compared with the log. */
export const replayedModels: Replayed = {
  stream: "model",
  table: "model",
  fold: registryFold,
  subjectsAPage: 10,
  facts: modelFacts,
};

async function modelFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const models = await tx.model.findMany({ where: { id: { in: [...ids] } } });
  const facts = models.map(({ id, name, riskTier, ownerId }): [string, Fact] => [
    `model ${id}`,
    { name, riskTier, ownerId },
  ]);
  return new Map([...facts, ...(await versionFacts(tx, ids))]);
}

/** The database hashes the files as `manifestText` spells them, so that no path, digest or size changes unnoticed. */
async function versionFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const versions = await tx.$queryRaw<Version[]>`
    SELECT model_id::text AS model, number, code_commit AS "codeCommit", hashed.files,
           CASE hashed.digest WHEN version.digest THEN version.digest
                ELSE version.digest || ' with files of ' || hashed.digest END AS digest
    FROM model_version version, LATERAL (
      SELECT count(*)::int AS files, 'sha256:' || encode(sha256(convert_to('[' || coalesce(string_agg(
               '{"digest":' || to_json(digest) || ',"path":' || to_json(path) || ',"size":' || size || '}',
               ',' ORDER BY place), '') || ']', 'UTF8')), 'hex') AS digest
      FROM version_file WHERE version_id = version.id
    ) hashed
    WHERE model_id = ANY (${ids}::uuid[])`;
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
