import { z } from "zod";
import { levelsOf } from "#lib/access/identity-level.ts";
import { knownIdentity } from "#lib/access/rows/known-identity.ts";
import { ownAccountView } from "#lib/access/views/own-account.ts";
import { defineQuery } from "#lib/command/query.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** The signed-in person in this workspace. */
export const ownAccount = defineQuery({
  name: "own-account",
  permission: "session:read",
  summary: "Show your own account",
  input: z.strictObject({}),
  output: ownAccountView,

  async load(tx, _input, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has an account; a token has none.");
    const { id, name, roles, functions } = caller;
    const { email } = await tx.person.findUniqueOrThrow({ where: { id }, select: { email: true } });
    const changed = await tx.auditEvent.findFirst({
      where: {
        stream: { in: [`password/${id}`, `person/${id}`] },
        action: { in: ["password.changed", "link.redeemed"] },
      },
      orderBy: { occurredAt: "desc" },
      select: { occurredAt: true },
    });
    const passwordChangedAt = changed?.occurredAt.toISOString() ?? null;
    const known = await knownIdentity(tx, id);
    return ok({
      id,
      name,
      email,
      roles: [...roles],
      functions: [...functions],
      passwordChangedAt,
      level: known.byLink,
      levels: levelsOf(known),
    });
  },
});
