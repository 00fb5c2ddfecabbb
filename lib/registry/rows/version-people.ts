import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { CONTRIBUTION_PARTS, type ContributionPart } from "#lib/registry/contribution.ts";
import type { PersonOfVersion } from "#lib/registry/views/version.ts";

const DID: Readonly<Record<ContributionPart, string>> = {
  registered: "registered it",
  uploaded: "uploaded its files",
  "wrote-card": "wrote its card",
  measured: "evaluated it",
};

/** Who worked on a version and how, by hand or through a token, each person once: the owner first. */
export async function peopleOfVersion(tx: Tx, owner: string, versionId: string): Promise<PersonOfVersion[]> {
  const rows = await tx.$queryRaw<{ name: string; part: string; token: string | null }[]>`
    SELECT person_name AS name, part, token FROM version_contribution WHERE version_id = ${versionId}::uuid
    GROUP BY person_name, part, token ORDER BY array_position(${[...CONTRIBUTION_PARTS]}::text[], part), min(at), name`;
  const parts = rows.map(({ name, part, token }) => {
    const did = DID[oneOf(CONTRIBUTION_PARTS, part)];
    return { name, of: token === null ? did : `${did} through ${token}` };
  });
  const byName = Map.groupBy([{ name: owner, of: "owns the model" }, ...parts], ({ name }) => name);
  return [...byName].map(([name, did]) => ({ name, of: did.map(({ of }) => of).join(", ") }));
}
