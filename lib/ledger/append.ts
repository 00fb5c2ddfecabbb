import { createHash, randomBytes } from "node:crypto";
import { type AuditEntry, commitment, encodeEntry } from "#lib/audit/entry.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { faultOfEvent } from "#lib/kernel/event-catalogue.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { type DomainEvent, EVENTS } from "#lib/overview/events.ts";

export type Appending = {
  caller: Caller;
  now: Date;
  newId: () => string;
  requestId?: string | undefined;
  idempotencyKey?: string | undefined;
};

type Block = { readonly name: string; readonly body: unknown; readonly salt: Uint8Array };
type Written = { readonly entry: AuditEntry; readonly bytes: Uint8Array; readonly blocks: readonly Block[] };

/**
 * Writes one audit event per domain event, with its outbox row, in the transaction of the change itself. Takes no
 * global lock: the sequencer assigns leaf indices later. The command's lock on the aggregate keeps the order within
 * the stream. Returns the ids of their entries, in order.
 */
export async function appendEvents(
  tx: Tx,
  events: readonly DomainEvent[],
  appending: Appending,
): Promise<string[]> {
  const next = await nextInStreams(tx, events);
  const written = events.map((event) => {
    const streamSeq = next.get(event.stream) ?? 1;
    next.set(event.stream, streamSeq + 1);
    return write(event, streamSeq, appending);
  });
  await insertAll(tx, written, appending);
  return written.map(({ entry }) => entry.id);
}

async function nextInStreams(tx: Tx, events: readonly DomainEvent[]): Promise<Map<string, number>> {
  const streams = [...new Set(events.map((event) => event.stream))];
  const heads = await tx.$queryRaw<{ stream: string; last: number }[]>`
    SELECT stream, max(stream_seq) AS last FROM audit_event WHERE stream = ANY(${streams}::text[]) GROUP BY stream`;
  return new Map(heads.map(({ stream, last }) => [stream, last + 1]));
}

function write(event: DomainEvent, streamSeq: number, appending: Appending): Written {
  const { caller, now, newId } = appending;
  const fault = faultOfEvent(EVENTS, event);
  if (fault !== null) throw new TypeError(`${event.type} ${fault}`);
  const blocks = Object.entries(event.details ?? {}).map(([name, body]) => ({
    name,
    body,
    salt: randomBytes(32),
  }));
  const commitments = blocks.map(({ name, salt, body }) => [name, commitment(salt, body)]);
  const entry: AuditEntry = {
    v: 1,
    id: newId(),
    tenant: caller.workspaceId,
    stream: event.stream,
    stream_seq: streamSeq,
    action: event.type,
    occurred_at: now.toISOString(),
    outcome: event.outcome ?? "success",
    actor: actorOf(caller),
    targets: event.targets.map((target) => ({ ...target })),
    ...requestOf(appending),
    ...(Object.keys(event.data).length > 0 ? { data: event.data } : {}),
    ...(blocks.length > 0 ? { details: Object.fromEntries(commitments) } : {}),
  };
  const encoded = encodeEntry(entry);
  // Schemas bound the inputs and keep them well-formed, so an entry that does not encode is a bug of the command.
  if (!encoded.ok) throw new Error(`${event.type} cannot be recorded: ${encoded.error.message}`);
  return { entry, bytes: encoded.value, blocks };
}

/** All events of a change in one statement, so that identities follow the order of the events. */
async function insertAll(tx: Tx, written: readonly Written[], { caller, now }: Appending): Promise<void> {
  const entries = written.map(({ entry }) => entry);
  const blocks = written.flatMap(({ entry, blocks }) => blocks.map((block) => ({ ...block, uid: entry.id })));
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO audit_event (uid, workspace_id, stream, stream_seq, action, actor_id, occurred_at, entry, leaf_hash, view)
      SELECT uid, ${caller.workspaceId}::uuid, stream, seq, action, ${caller.id}, ${now}, bytes, hash, view::jsonb
      FROM unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ stream }) => stream)}::text[],
                  ${entries.map(({ stream_seq }) => stream_seq)}::int[], ${entries.map(({ action }) => action)}::text[],
                  ${written.map(({ bytes }) => bytes)}::bytea[], ${written.map(({ bytes }) => hashLeaf(bytes))}::bytea[],
                  ${entries.map((entry) => JSON.stringify(entry))}::text[])
        WITH ORDINALITY AS given (uid, stream, seq, action, bytes, hash, view, place)
      ORDER BY place
      RETURNING id, uid
    ), waiting AS (
      INSERT INTO audit_outbox (event_id) SELECT id FROM event
    )
    INSERT INTO audit_detail (event_id, workspace_id, name, salt, body)
    SELECT event.id, ${caller.workspaceId}::uuid, name, salt, body::jsonb
    FROM unnest(${blocks.map(({ uid }) => uid)}::uuid[], ${blocks.map(({ name }) => name)}::text[],
                ${blocks.map(({ salt }) => salt)}::bytea[], ${blocks.map(({ body }) => JSON.stringify(body))}::text[])
      AS block (uid, name, salt, body) JOIN event USING (uid)`;
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
