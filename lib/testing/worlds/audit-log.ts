import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { type AuditEntry, commitment, encodeEntry } from "#lib/audit/entry.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import type { TestDatabase } from "#lib/testing/databases/database.ts";
import { logConnection } from "#lib/workers/log-connection.ts";

/** A logger for tests that keeps what was logged. */
export function silentLog() {
  const lines: string[] = [];
  const keep = (...args: unknown[]): void => {
    lines.push(args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" "));
  };
  return { log: { info: keep, warn: keep, error: keep, debug: keep } as never, lines };
}

/** A connection in each role of the log. */
export async function logClients(database: TestDatabase) {
  return {
    app: await logConnection(database.appUrl, "test"),
    owner: await logConnection(database.ownerUrl, "test"),
    sequencer: await logConnection(database.sequencerUrl, "test"),
    signer: await logConnection(database.signerUrl, "test"),
  };
}

type Writing = {
  count: number;
  stream: string;
  workspaceId: string;
  firstSeq?: number;
  beforeCommit?: () => Promise<void>;
};

/** Writes events of one stream the way the runner does: event, outbox row and detail in one transaction. */
export async function writeEvents(
  client: pg.Client,
  { count, stream, workspaceId, firstSeq = 1, beforeCommit = async () => {} }: Writing,
): Promise<AuditEntry[]> {
  const written: AuditEntry[] = [];
  await client.query("BEGIN");
  await client.query("SELECT set_config('app.workspace', $1, true)", [workspaceId]);
  for (let i = 0; i < count; i++) {
    const salt = randomBytes(32);
    const body = { text: `reason ${i}` };
    const entry: AuditEntry = {
      v: 1,
      id: randomUUID(),
      tenant: workspaceId,
      stream,
      stream_seq: firstSeq + i,
      action: "thing.happened",
      occurred_at: new Date(Date.UTC(2026, 10, 23, 3, 40, 0, i % 1000)).toISOString(),
      outcome: "success",
      actor: { type: "user", id: "somebody" },
      targets: [],
      data: { place: i },
      details: { reason: commitment(salt, body) },
    };
    await insert(client, entry, { salt, body });
    written.push(entry);
  }
  await beforeCommit();
  await client.query("COMMIT");
  return written;
}

async function insert(
  client: pg.Client,
  entry: AuditEntry,
  detail: { salt: Buffer; body: unknown },
): Promise<void> {
  const encoded = encodeEntry(entry);
  if (!encoded.ok) throw new Error(encoded.error.message);
  const { rows } = await client.query(
    `WITH event AS (
       INSERT INTO audit_event (uid, workspace_id, stream, stream_seq, action, actor_id, occurred_at, entry, leaf_hash, view)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
     ) INSERT INTO audit_outbox SELECT id FROM event RETURNING event_id`,
    [
      entry.id,
      entry.tenant,
      entry.stream,
      entry.stream_seq,
      entry.action,
      entry.actor.id,
      entry.occurred_at,
      encoded.value,
      hashLeaf(encoded.value),
      JSON.stringify(entry),
    ],
  );
  await client.query(
    "INSERT INTO audit_detail (event_id, workspace_id, name, salt, body) VALUES ($1, $2, $3, $4, $5)",
    [rows[0].event_id, entry.tenant, "reason", detail.salt, JSON.stringify(detail.body)],
  );
}
