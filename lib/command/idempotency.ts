import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { AnyCommand } from "./command.ts";

type Keyed = {
  caller: Caller;
  command: Pick<AnyCommand, "name" | "secretInput" | "answersOnce">;
  key: string;
  input: unknown;
};

/**
 * The answer already given under this key, or null. Requests under the same key wait here until the first has
 * committed (draft-ietf-httpapi-idempotency-key-header-07).
 */
export async function earlierAnswer<T>(tx: Tx, keyed: Keyed): Promise<Result<T, Refusal> | null> {
  const { workspaceId, callerId, command, key } = identity(keyed);
  const named = [workspaceId, callerId, command, key].join("\n");
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${named}, 0))`;
  const [row] = await tx.$queryRaw<{ requestDigest: string; answer: string }[]>`
    SELECT request_digest AS "requestDigest", answer FROM idempotent_answer
    WHERE workspace_id = ${workspaceId}::uuid AND caller_id = ${callerId} AND command = ${command} AND key = ${key}`;
  if (!row) return null;
  if (row.requestDigest !== digestOf(keyed)) return reused;
  return keyed.command.answersOnce ? notKept : ok(JSON.parse(row.answer) as T);
}

const reused = refuse(
  "conflict",
  "idempotency-key-reused",
  "This Idempotency-Key was used for a different request.",
  {
    todo: "Use a new key for a new request, or repeat the old body to get the old answer.",
  },
);

const notKept = refuse(
  "gone",
  "answer-not-kept",
  "This request was already done under the same Idempotency-Key. Its answer contained a secret and was not stored.",
  {
    todo: "Find the result in the list. If you did not receive the secret, revoke it and create another.",
  },
);

export async function keepAnswer(tx: Tx, keyed: Keyed, answer: unknown, now: Date): Promise<void> {
  const { workspaceId, callerId, command, key } = identity(keyed);
  // A JSON text, because `jsonb` does not keep the order of fields, and a repeat must get the same answer.
  const kept = JSON.stringify(keyed.command.answersOnce ? {} : JSON.stringify(answer));
  await tx.$executeRaw`
    INSERT INTO idempotent_answer (workspace_id, caller_id, command, key, request_digest, answer, created_at)
    VALUES (${workspaceId}::uuid, ${callerId}, ${command}, ${key}, ${digestOf(keyed)}, ${kept}::jsonb, ${now})`;
}

const identity = ({ caller, command, key }: Keyed) => ({
  workspaceId: caller.workspaceId,
  callerId: caller.id,
  command: command.name,
  key,
});

/** Digest of the request without its secrets: a digest of a password could be guessed offline. */
function digestOf({ command: { secretInput = [] }, input }: Keyed): string {
  const plain = JSON.parse(JSON.stringify(input ?? {})) as Record<string, unknown>;
  return digestOfJson(
    Object.fromEntries(Object.entries(plain).filter(([name]) => !secretInput.includes(name))),
  );
}
