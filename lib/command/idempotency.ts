import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type Keyed = { caller: Caller; command: string; key: string; input: unknown };

/**
 * The answer already given under this key, or null. Requests under the same key queue up here until the first
 * has committed (draft-ietf-httpapi-idempotency-key-header-07).
 */
export async function earlierAnswer<T>(tx: Tx, keyed: Keyed): Promise<Result<T, Refusal> | null> {
  const id = identity(keyed);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${Object.values(id).join("\n")}, 0))`;
  const row = await tx.idempotentAnswer.findUnique({ where: { workspaceId_callerId_command_key: id } });
  if (!row) return null;
  if (row.requestDigest === digestOf(keyed.input)) return ok(row.answer as T);
  return refuse(
    "conflict",
    "idempotency-key-reused",
    "This Idempotency-Key was used for a different request.",
    {
      todo: "Use a new key for a new request; repeat the old body to get the old answer.",
    },
  );
}

export async function keepAnswer(tx: Tx, keyed: Keyed, answer: unknown, now: Date): Promise<void> {
  await tx.idempotentAnswer.create({
    data: {
      ...identity(keyed),
      requestDigest: digestOf(keyed.input),
      answer: asJson(answer),
      createdAt: now,
    },
  });
}

const identity = ({ caller, command, key }: Keyed) => ({
  workspaceId: caller.workspaceId,
  callerId: caller.id,
  command,
  key,
});

const digestOf = (input: unknown): string => digestOfJson(JSON.parse(JSON.stringify(input ?? null)));
