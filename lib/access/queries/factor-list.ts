import { z } from "zod";
import type { AuditEvent, SecondFactor } from "#generated/prisma/client.ts";
import { LINK_PURPOSES } from "#lib/access/credential-link.ts";
import { purposesOfProofs } from "#lib/access/rows/sitting-proofs.ts";
import { FACTOR_KINDS, FACTOR_RULES, factorStream } from "#lib/access/second-factor.ts";
import { ACCOUNT_CHANGES } from "#lib/access/told.ts";
import { type FactorChange, factorListView } from "#lib/access/views/factor-list.ts";
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

  async load(tx, _input, { caller, now }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has a second factor.");
    const personId = caller.id;
    const [factors, [state], events] = await Promise.all([
      tx.$queryRaw<Factor[]>`
        SELECT id::text, kind, name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM second_factor
        WHERE person_id = ${personId}::uuid ORDER BY created_at`,
      tx.$queryRaw<[{ rule: string; left: number }]>`
        SELECT second_factor AS rule, (SELECT count(*)::int FROM recovery_code
                                       WHERE person_id = ${personId}::uuid AND used_at IS NULL) AS left
        FROM workspace WHERE id = ${caller.workspaceId}::uuid`,
      tx.$queryRaw<Change[]>`
        SELECT uid::text, action, occurred_at AS "occurredAt", actor_id AS "actorId", view FROM audit_event
        WHERE stream = ANY(${[factorStream(personId), `password/${personId}`, `person/${personId}`]})
          AND action = ANY(${[...ACCOUNT_CHANGES]})
        ORDER BY occurred_at DESC, stream_seq DESC LIMIT ${CHANGES_SHOWN}`,
    ]);
    return ok({
      rule: oneOf(FACTOR_RULES, state.rule),
      factors: factors.map(({ id, kind, name, createdAt, lastUsedAt }) => ({
        id,
        kind: oneOf(FACTOR_KINDS, kind),
        name,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      recoveryCodesLeft: state.left,
      oneFactorFor: await purposesOfProofs(tx, caller, now),
      changes: events.map(({ uid, action, occurredAt, actorId, view }) => ({
        event: uid,
        action,
        at: occurredAt.toISOString(),
        byYou: actorId === personId,
        kind: saidIn(view, "kind", FACTOR_KINDS),
        purpose: saidIn(view, "purpose", LINK_PURPOSES),
      })),
    });
  },
});

type Factor = Pick<SecondFactor, "id" | "kind" | "name" | "createdAt" | "lastUsedAt">;
type Change = Pick<AuditEvent, "uid" | "occurredAt" | "actorId" | "view"> & Pick<FactorChange, "action">;

function saidIn<T extends string>(view: unknown, field: string, known: readonly T[]): T | null {
  const { [field]: said } = (view as { data?: { [key: string]: unknown } }).data ?? {};
  return known.find((one) => one === said) ?? null;
}
