import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { type AuditEntry, commitment, encodeEntry } from "./entry.ts";

export type Appending = {
  caller: Caller;
  now: Date;
  newId: () => string;
  requestId?: string | undefined;
  idempotencyKey?: string | undefined;
};

/**
 * Writes one audit event per domain event, with its outbox row, in the transaction of the change itself. Takes
 * no global lock: the sequencer gives the leaf its place later. The stream's own order is kept by the lock the
 * command holds on the aggregate.
 */
export async function appendEvents(
  tx: Tx,
  events: readonly DomainEvent[],
  appending: Appending,
): Promise<void> {
  const next = await nextInStreams(tx, events);
  for (const event of events) {
    const streamSeq = next.get(event.stream) ?? 1;
    next.set(event.stream, streamSeq + 1);
    await appendOne(tx, event, streamSeq, appending);
  }
}

async function nextInStreams(tx: Tx, events: readonly DomainEvent[]): Promise<Map<string, number>> {
  const streams = [...new Set(events.map((event) => event.stream))];
  const heads = await tx.auditEvent.groupBy({
    by: ["stream"],
    where: { stream: { in: streams } },
    _max: { streamSeq: true },
  });
  return new Map(heads.map((head) => [head.stream, (head._max.streamSeq ?? 0) + 1]));
}

async function appendOne(tx: Tx, event: DomainEvent, streamSeq: number, appending: Appending): Promise<void> {
  const { caller, now, newId } = appending;
  const uid = newId();
  const blocks = Object.entries(event.details ?? {}).map(([name, body]) => ({
    name,
    body,
    salt: randomBytes(32),
  }));
  const entry: AuditEntry = {
    v: 1,
    id: uid,
    tenant: caller.workspaceId,
    stream: event.stream,
    stream_seq: streamSeq,
    action: event.type,
    occurred_at: now.toISOString(),
    outcome: "success",
    actor: actorOf(caller),
    targets: event.targets.map((target) => ({ ...target })),
    ...requestOf(appending),
    ...(Object.keys(event.data).length > 0 ? { data: event.data } : {}),
    ...(blocks.length > 0
      ? {
          details: Object.fromEntries(
            blocks.map((block) => [block.name, commitment(block.salt, block.body)]),
          ),
        }
      : {}),
  };
  const encoded = encodeEntry(entry);
  // Inputs are bounded and well-formed by their schemas; an entry that does not fit is a bug of the command.
  if (!encoded.ok) throw new Error(`${event.type} cannot be recorded: ${encoded.error.message}`);
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    WITH event AS (
      INSERT INTO audit_event (uid, workspace_id, stream, stream_seq, action, actor_id, occurred_at, entry, leaf_hash, view)
      VALUES (${uid}::uuid, ${caller.workspaceId}::uuid, ${event.stream}, ${streamSeq}, ${event.type}, ${caller.id}, ${now},
              ${encoded.value}, ${hashLeaf(encoded.value)}, ${JSON.stringify(entry)}::jsonb)
      RETURNING id
    )
    INSERT INTO audit_outbox (event_id) SELECT id FROM event RETURNING event_id AS id`;
  if (!row || blocks.length === 0) return;
  await tx.auditDetail.createMany({
    data: blocks.map(({ name, body, salt }) => ({
      eventId: row.id,
      workspaceId: caller.workspaceId,
      name,
      salt,
      body: asJson(body),
    })),
  });
}

function actorOf(caller: Caller): AuditEntry["actor"] {
  if (caller.kind === "system") return { type: "system", id: caller.id };
  if (caller.kind === "token") return { type: "service", id: caller.id, auth: { method: "api_key" } };
  const { id, method = "password", sessionId } = caller;
  return { type: "user", id, auth: { method, session: hashed(sessionId) } };
}

function requestOf({ requestId, idempotencyKey }: Appending): Pick<AuditEntry, "request"> {
  if (requestId === undefined) return {};
  return { request: { id: requestId, ...(idempotencyKey ? { idempotency: hashed(idempotencyKey) } : {}) } };
}

const hashed = (text: string): string => createHash("sha256").update(text).digest("base64url");
