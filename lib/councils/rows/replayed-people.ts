import { NIL } from "uuid";
import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import {
  accountName,
  grantName,
  identityName,
  KEPT,
  memberName,
  peopleFold,
} from "#lib/councils/people-replay.ts";
import type { Tx } from "#lib/db/client.ts";

/** Who may do and sign what, and how their credentials reached them, compared with the log. */
export const replayedPeople: Replayed = {
  stream: "person",
  table: "person",
  fold: peopleFold,
  subjectsAPage: 100,
  facts: peopleFacts,
};

type Member = { personId: string; roles: string[]; disabled: boolean };

async function peopleFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const facts = new Map<string, Fact>();
  const members = await tx.$queryRaw<Member[]>`
    SELECT m.person_id::text AS "personId", m.roles, p.disabled_at IS NOT NULL AS disabled
    FROM membership m JOIN person p ON p.id = m.person_id WHERE m.person_id = ANY (${ids}::uuid[])`;
  for (const { personId, ...member } of members) facts.set(memberName(personId), member);
  await identityFacts(tx, ids, facts);
  await accountFacts(tx, ids, facts);
  const steps = await tx.functionAct.findMany({
    where: { personId: { in: [...ids] } },
    orderBy: { step: "asc" },
  });
  for (const { personId, function: name, verb, step, byId, at, effectiveAt, founding } of steps)
    facts.set(
      grantName(personId, name),
      verb === "kept"
        ? KEPT
        : {
            verb,
            steps: step,
            by: byId === NIL ? null : byId,
            at: at.toISOString(),
            effectiveAt: effectiveAt?.toISOString() ?? null,
            founding,
          },
    );
  return facts;
}

type Identity = { personId: string; place: number; level: string; issuer: string; since: Date };

async function identityFacts(tx: Tx, ids: readonly string[], facts: Map<string, Fact>): Promise<void> {
  const rows = await tx.$queryRaw<Identity[]>`
    SELECT person_id::text AS "personId", level, issuer, created_at AS since,
           row_number() OVER (PARTITION BY person_id ORDER BY created_at, id)::int AS place
    FROM person_identity WHERE person_id = ANY (${ids}::uuid[])`;
  for (const { personId, place, level, issuer, since } of rows)
    facts.set(identityName(personId, place), { level, issuer, since: since.toISOString() });
}

async function accountFacts(tx: Tx, ids: readonly string[], facts: Map<string, Fact>): Promise<void> {
  const rows = await tx.providerIdentity.findMany({ where: { personId: { in: [...ids] } } });
  for (const { id, personId, issuer, boundAt, unboundAt } of rows)
    facts.set(accountName(id), {
      of: memberName(personId),
      issuer,
      boundAt: boundAt.toISOString(),
      unboundAt: unboundAt?.toISOString() ?? null,
    });
}
