import { accountName, peopleFold } from "#lib/audit/people-replay.ts";
import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";

/** How people's credentials reached them, compared with the log: nobody's identity rises by a row alone. */
export const replayedPeople: Replayed = {
  stream: "person",
  table: "person",
  fold: peopleFold,
  subjectsAPage: 200,
  facts: identityFacts,
};

type Row = { person: string; place: number; level: string; issuer: string; since: Date };

async function identityFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT person_id::text AS person, level, issuer, created_at AS since,
           row_number() OVER (PARTITION BY person_id ORDER BY created_at, id)::int AS place
    FROM person_identity WHERE person_id = ANY (${ids}::uuid[])`;
  const identities = rows.map(({ person, place, level, issuer, since }): [string, Fact] => [
    `identity ${place} of person ${person}`,
    { level, issuer, since: since.toISOString() },
  ]);
  return new Map([...identities, ...(await accountsOf(tx, ids))]);
}

/** The accounts at providers by which they sign in. */
async function accountsOf(tx: Tx, ids: readonly string[]): Promise<[string, Fact][]> {
  const rows = await tx.providerIdentity.findMany({ where: { personId: { in: [...ids] } } });
  return rows.map(({ id, personId, issuer, boundAt, unboundAt }) => [
    accountName(id),
    {
      of: `person ${personId}`,
      issuer,
      boundAt: boundAt.toISOString(),
      unboundAt: unboundAt?.toISOString() ?? null,
    },
  ]);
}
