import { z } from "zod";
import { factorStream } from "#lib/access/rows/lock-factors.ts";
import { FACTOR_KINDS, FACTOR_RULES, type FactorKind } from "#lib/access/second-factor.ts";
import { FACTOR_CHANGES, type FactorChange, factorListView } from "#lib/access/views/factor-list.ts";
import { defineQuery } from "#lib/command/query.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const CHANGES_SHOWN = 5;

/** The caller's second factors, what the workspace asks for, and what changed last about how they get in, and by whom. */
export const factorList = defineQuery({
  name: "factor-list",
  permission: "factor:read",
  summary: "List your second factors",
  input: z.strictObject({}),
  output: factorListView,

  async load(tx, _input, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has a second factor.");
    const personId = caller.id;
    const rows = await tx.secondFactor.findMany({ where: { personId }, orderBy: { createdAt: "asc" } });
    const { secondFactor } = await tx.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
    const events = await tx.auditEvent.findMany({
      where: {
        stream: { in: [factorStream(personId), `password/${personId}`, `person/${personId}`] },
        action: { in: [...FACTOR_CHANGES] },
      },
      orderBy: [{ occurredAt: "desc" }, { streamSeq: "desc" }],
      take: CHANGES_SHOWN,
      select: { uid: true, action: true, occurredAt: true, actorId: true, view: true },
    });
    return ok({
      rule: oneOf(FACTOR_RULES, secondFactor),
      factors: rows.map(({ id, kind, name, createdAt, lastUsedAt }) => ({
        id,
        kind: oneOf(FACTOR_KINDS, kind),
        name,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      recoveryCodesLeft: await tx.recoveryCode.count({ where: { personId, usedAt: null } }),
      changes: events.map(({ uid, action, occurredAt, actorId, view }) => ({
        event: uid,
        action: action as FactorChange["action"],
        at: occurredAt.toISOString(),
        byYou: actorId === personId,
        kind: kindIn(view),
      })),
    });
  },
});

function kindIn(view: unknown): FactorKind | null {
  const { kind } = (view as { data?: { kind?: unknown } }).data ?? {};
  return FACTOR_KINDS.find((known) => known === kind) ?? null;
}
