import { z } from "zod";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { toEventView } from "#lib/audit/rows/event-view.ts";
import { findCheckpoint } from "#lib/audit/rows/find-checkpoint.ts";
import { buildReceipt, findEvent } from "#lib/audit/rows/find-event.ts";
import { eventDetailView } from "#lib/audit/views/event-detail.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { toBase64Url } from "#lib/kernel/base64.ts";
import { ok } from "#lib/kernel/result.ts";
import { logKey } from "#lib/storage/log-key.ts";

const NEIGHBOURS = 2;

/** One event with the bytes that were hashed and what a browser needs to check its place in the log itself. */
export const eventDetail = defineQuery({
  name: "event-detail",
  permission: "audit:read",
  summary: "One event of the audit trail, with its proof",
  input: z.strictObject({ event: z.string().max(40) }),
  output: eventDetailView,

  async load(tx, { event: reference }) {
    const found = await findEvent(tx, reference);
    if (!found.ok) return found;
    const event = found.value;
    const index = event.leaf?.idx ?? null;
    const actorName = await nameOfActor(tx, event.actorId);
    return ok({
      ...toEventView({ uid: event.uid, index, actorName, view: event.view }),
      entry: new TextDecoder().decode(event.entry),
      details: detailsOf(event.view as AuditEntry, event.details),
      streamLength: await tx.auditEvent.count({ where: { stream: event.stream } }),
      receipt: index === null ? null : await newestReceipt(tx, Number(index)),
      logKey: await logKey(),
      around: index === null ? [] : await neighbours(tx, index),
    });
  },
});

async function nameOfActor(tx: Tx, actorId: string): Promise<string | null> {
  const [actor] = await tx.$queryRaw<{ name: string }[]>`
    SELECT name FROM person WHERE id::text = ${actorId}
    UNION ALL SELECT name FROM service_token WHERE id::text = ${actorId}`;
  return actor?.name ?? null;
}

function detailsOf(entry: AuditEntry, kept: readonly { name: string; salt: Uint8Array; body: unknown }[]) {
  return Object.entries(entry.details ?? {}).map(([name, commitment]) => {
    const detail = kept.find((candidate) => candidate.name === name);
    return { name, commitment, kept: detail ? { salt: toBase64Url(detail.salt), body: detail.body } : null };
  });
}

async function newestReceipt(tx: Tx, index: number): Promise<string | null> {
  const checkpoint = await findCheckpoint(tx, undefined);
  if (!checkpoint.ok) return null;
  const receipt = await buildReceipt(tx, index, checkpoint.value);
  return receipt.ok ? receipt.value : null;
}

async function neighbours(tx: Tx, index: bigint) {
  const rows = await tx.$queryRaw<{ index: bigint; uid: string; action: string; occurredAt: Date }[]>`
    WITH near AS (
      (SELECT * FROM audit_leaf JOIN audit_event ON id = event_id WHERE idx <= ${index} ORDER BY idx DESC LIMIT ${NEIGHBOURS + 1})
      UNION ALL
      (SELECT * FROM audit_leaf JOIN audit_event ON id = event_id WHERE idx > ${index} ORDER BY idx LIMIT ${NEIGHBOURS})
    )
    SELECT idx AS index, uid::text, action, occurred_at AS "occurredAt" FROM near ORDER BY idx`;
  return rows.map((row) => ({ ...row, index: Number(row.index), occurredAt: row.occurredAt.toISOString() }));
}
