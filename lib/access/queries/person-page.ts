import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { IDENTITY_LEVELS, levelsOf } from "#lib/access/identity-level.ts";
import { noSuchPerson } from "#lib/access/no-such-person.ts";
import { type KnownRow, knownOf } from "#lib/access/rows/known-identity.ts";
import { listedPeople } from "#lib/access/rows/listed-people.ts";
import { PRESENT_IDENTITY } from "#lib/access/rows/present-identity.ts";
import { FACTOR_KINDS } from "#lib/access/second-factor.ts";
import { type PersonPageView, personPageView } from "#lib/access/views/person-page.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { id } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";

/** A person of the workspace, for those who watch over its access. */
export const personPage = defineQuery({
  name: "person-page",
  permission: "settings:read",
  summary: "Show a person of the workspace",
  input: z.strictObject({ personId: id }),
  output: personPageView,

  async load(tx, { personId }, { caller, now }) {
    const here = Prisma.sql`member.workspace_id = ${caller.workspaceId}::uuid AND person.id = ${personId}::uuid`;
    const [person] = await listedPeople(tx, here, { limit: 1, now });
    if (!person) return noSuchPerson;
    return ok({
      person,
      identity: await identityOf(tx, personId),
      factors: await factorsOf(tx, personId),
    });
  },
});

type Identity = KnownRow & { since: Date; issuer: string | null };

async function identityOf(tx: Tx, personId: string): Promise<PersonPageView["identity"]> {
  const [row] = await tx.$queryRaw<Identity[]>`
    SELECT identity.level, identity.accounts, identity.since,
           (SELECT name FROM person other WHERE other.id::text = identity.issuer AND other.id <> person.id) AS issuer
    FROM person JOIN ${PRESENT_IDENTITY} ON true WHERE person.id = ${personId}::uuid`;
  if (!row) return null;
  const { level, since, issuer } = row;
  const levels = levelsOf(knownOf(row));
  return { level: oneOf(IDENTITY_LEVELS, level), levels, since: since.toISOString(), issuer };
}

async function factorsOf(tx: Tx, personId: string): Promise<PersonPageView["factors"]> {
  const rows = await tx.secondFactor.findMany({ where: { personId }, orderBy: { createdAt: "desc" } });
  return rows.map(({ id: factorId, kind, name, createdAt, lastUsedAt }) => ({
    id: factorId,
    kind: oneOf(FACTOR_KINDS, kind),
    name,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}
