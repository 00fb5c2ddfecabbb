import { TOKEN_PARTS, type TokenPart } from "#lib/access/token.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import {
  CONTRIBUTION_PARTS,
  type ContributionPart,
  contributionWords,
  ownershipWords,
} from "#lib/registry/contribution.ts";
import { ancestors } from "./ancestry.ts";

export type NamedContributor = {
  readonly personId: string;
  readonly personName: string;
  readonly because: string;
};

/** Contributors as an event records them: without names, which are personal. */
export const contributorsSaid = (contributors: readonly NamedContributor[]) =>
  contributors.map(({ personId, because }) => ({ person: personId, because }));

/** Their names as they are now, beside the log. */
export const namesKept = (contributors: readonly NamedContributor[]) => ({
  names: Object.fromEntries(contributors.map(({ personId, personName }) => [personId, personName])),
});

/** Those of `named` whose reason is not known yet. */
export function joining(
  known: readonly NamedContributor[],
  named: readonly NamedContributor[],
): NamedContributor[] {
  const keys = new Set(known.map(keyOf));
  return named.filter((contributor) => !keys.has(keyOf(contributor)));
}

const keyOf = ({ personId, because }: NamedContributor): string => `${personId}\n${because}`;

/**
 * Everyone who contributed to these versions, by version: who owns the model, registered, uploaded, described or measured
 * it or one of its ancestors, by hand or through a token. Whoever had no part in the version itself is named once, with
 * the nearest ancestor.
 */
export async function contributorsOfVersions(
  tx: Tx,
  versionIds: readonly string[],
): Promise<(versionId: string) => NamedContributor[]> {
  const rows = await tx.$queryRaw<Stored[]>`
    WITH RECURSIVE ${ancestors(versionIds)}, made AS MATERIALIZED (
      SELECT DISTINCT ancestor.descendant_id AS id, version.id AS of_id, version.number, model.name AS model, model.owner_id
      FROM ancestor JOIN model_version version ON version.id = ancestor.version_id
      JOIN model ON model.id = version.model_id
    )
    SELECT made.id::text, made.id = made.of_id AS own, made.number, made.model, person.id::text AS "personId",
           person.name AS "personName", NULL AS part, NULL AS token, NULL AS "tokenPart"
    FROM made JOIN person ON person.id = made.owner_id
    UNION
    SELECT made.id::text, made.id = made.of_id, made.number, made.model, did.person_id::text, did.person_name, did.part,
           did.token, did.token_part
    FROM made JOIN version_contribution did ON did.version_id = made.of_id
    ORDER BY own DESC, number DESC, model, "personName", "personId"`;
  const byVersion = Map.groupBy(rows.map(rowOf).toSorted(byPart), ({ id }) => id);
  return (versionId) => namedIn(byVersion.get(versionId) ?? []);
}

type Stored = {
  readonly id: string;
  readonly own: boolean;
  readonly number: number;
  readonly model: string;
  readonly personId: string;
  readonly personName: string;
  readonly part: string | null;
  readonly token: string | null;
  readonly tokenPart: string | null;
};
type Row = Omit<Stored, "part" | "tokenPart"> & {
  /** Null for the owner of the model. */
  readonly part: ContributionPart | null;
  readonly tokenPart: TokenPart | null;
};

const rowOf = ({ part, tokenPart, ...row }: Stored): Row => ({
  ...row,
  part: part === null ? null : oneOf(CONTRIBUTION_PARTS, part),
  tokenPart: tokenPart === null ? null : oneOf(TOKEN_PARTS, tokenPart),
});

/** In the order of the work, the owner last; the nearest version stays first. */
const byPart = (a: Row, b: Row): number =>
  Number(b.own) - Number(a.own) || b.number - a.number || placeOf(a) - placeOf(b);

const placeOf = ({ part }: Row): number =>
  part === null ? CONTRIBUTION_PARTS.length : CONTRIBUTION_PARTS.indexOf(part);

function namedIn(rows: readonly Row[]): NamedContributor[] {
  const own = rows.find((row) => row.own);
  if (!own) return [];
  const named = new Map<string, NamedContributor>();
  const people = new Set<string>();
  for (const row of rows) {
    if (!row.own && people.has(row.personId)) continue;
    const { personId, personName, part, token, tokenPart } = row;
    people.add(personId);
    const because =
      part === null ? ownershipWords(row, own) : contributionWords({ part, token, tokenPart }, row, own);
    named.set(keyOf({ personId, personName, because }), { personId, personName, because });
  }
  return [...named.values()];
}

/** The same for one version. */
export const contributorsOfVersion = async (tx: Tx, versionId: string): Promise<NamedContributor[]> =>
  (await contributorsOfVersions(tx, [versionId]))(versionId);

/** Of a release: those of its version and ancestors, and whoever had a part in the release itself. */
export async function contributorsOfRelease(tx: Tx, releaseId: string) {
  const release = await tx.release.findUniqueOrThrow({
    where: { id: releaseId },
    include: { contributors: true },
  });
  return [...release.contributors, ...(await contributorsOfVersion(tx, release.versionId))];
}
