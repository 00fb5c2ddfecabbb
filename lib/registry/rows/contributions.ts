import { type PersonBehind, peopleBehind } from "#lib/access/rows/people-behind.ts";
import { TOKEN_PARTS } from "#lib/access/token.ts";
import type { Context } from "#lib/command/command.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { ContributionPart } from "#lib/registry/contribution.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import { rowsOf } from "./version-files.ts";

/** Records the caller's part in a version: that of the people behind the caller. */
export async function writeContribution(
  tx: Tx,
  of: { readonly versionId: string; readonly part: ContributionPart },
  context: Context,
): Promise<void> {
  await writeContributions(tx, of, await peopleBehind(tx, context.caller), context);
}

export async function writeContributions(
  tx: Tx,
  { versionId, part }: { readonly versionId: string; readonly part: ContributionPart },
  people: readonly PersonBehind[],
  { caller, now: at, newId }: Context,
): Promise<void> {
  const { workspaceId } = caller;
  await tx.versionContribution.createMany({
    data: people.map((person) => ({ ...person, id: newId(), workspaceId, versionId, part, at })),
  });
}

/** Records who uploaded these bytes, once for each of them. */
export async function writeUpload(tx: Tx, digest: string, { caller, now, newId }: Context): Promise<void> {
  for (const { personId, personName, token, tokenPart } of await peopleBehind(tx, caller))
    await tx.$executeRaw`
      INSERT INTO artifact_upload (id, workspace_id, digest, person_id, person_name, token, token_part, at)
      SELECT ${newId()}::uuid, ${caller.workspaceId}::uuid, ${digest}, ${personId}::uuid, ${personName}, ${token},
             ${tokenPart}, ${now}
      WHERE NOT EXISTS (SELECT FROM artifact_upload WHERE digest = ${digest} AND person_id = ${personId}::uuid
                        AND token IS NOT DISTINCT FROM ${token})`;
}

/** Everyone who uploaded one of these files. An empty file is nobody's work. */
export async function uploadersOf(tx: Tx, files: readonly ManifestFile[]): Promise<PersonBehind[]> {
  const people = await tx.$queryRaw<(Omit<PersonBehind, "tokenPart"> & { tokenPart: string | null })[]>`
    SELECT DISTINCT person_id::text AS "personId", person_name AS "personName", token, token_part AS "tokenPart"
    FROM ${rowsOf(files)} JOIN artifact_upload upload ON upload.digest = file.digest
    WHERE file.size > 0 ORDER BY "personName", "personId", token`;
  return people.map((person) => ({
    ...person,
    tokenPart: person.tokenPart === null ? null : oneOf(TOKEN_PARTS, person.tokenPart),
  }));
}
