import { z } from "zod";
import { LINK_PURPOSES } from "#lib/access/credential-link.ts";
import type { Notice } from "#lib/access/notice-message.ts";
import { type Addressee, addresseesOf } from "#lib/access/rows/addressees.ts";
import { FACTOR_KINDS } from "#lib/access/second-factor.ts";
import { ACCOUNT_CHANGES, FUNCTION_STEPS, isNews, TOLD, type Told } from "#lib/access/told.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const output = z.object({ notice: z.custom<Notice>(), addressees: z.array(z.custom<Addressee>()) });

/**
 * What happened and whom it is still to be mailed to, for the process that mails. Refused as a conflict once it is no
 * news any more. It has no address in the API.
 */
export const waitingNotice = defineQuery({
  name: "waiting-notice",
  permission: "notice:report",
  summary: "Read whom an event is still to be mailed to",
  input: z.strictObject({ eventId: id }),
  output,

  async load(tx, { eventId }, { now }) {
    const row = await toldEvent(tx, eventId);
    if (!row || !isNews(row.at, now))
      return refuse("conflict", "notice-not-waiting", "Nobody is notified of this event, or it is too old.");
    const addressees = await addresseesOf(tx, { eventId, subjectId: row.subjectId }, now);
    return ok({ notice: noticeOf(row), addressees });
  },
});

type Row = {
  action: Told;
  at: Date;
  byId: string;
  by: string | null;
  workspace: string;
  subjectId: string;
  whom: string;
  reason: string | null;
  data: { [key: string]: unknown } | null;
  proposedBy: string | null;
  proposedReason: string | null;
  isProposed: boolean;
};

async function toldEvent(tx: Tx, eventId: string): Promise<Row | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT event.action, event.occurred_at AS at, event.actor_id AS "byId", actor.name AS by,
           workspace.name AS workspace, subject.id::text AS "subjectId", subject.name AS whom,
           (SELECT body #>> '{}' FROM audit_detail WHERE event_id = event.id AND name = 'reason') AS reason,
           event.view -> 'data' AS data, proposal.id IS NOT NULL AS "isProposed", proposal.by AS "proposedBy",
           (SELECT body #>> '{}' FROM audit_detail WHERE event_id = proposal.id AND name = 'reason') AS "proposedReason"
    FROM audit_event event
    JOIN person subject ON subject.id::text = split_part(event.stream, '/', 2)
    JOIN workspace ON workspace.id = event.workspace_id
    LEFT JOIN person actor ON actor.id::text = event.actor_id
    LEFT JOIN LATERAL (
      SELECT earlier.id, (SELECT name FROM person WHERE id::text = earlier.actor_id) AS by
      FROM audit_event earlier
      WHERE earlier.stream = event.stream AND earlier.stream_seq < event.stream_seq
        AND earlier.action = 'function.proposed' AND event.action LIKE 'function.%'
        AND earlier.view #>> '{data,function}' = event.view #>> '{data,function}'
      ORDER BY earlier.stream_seq DESC LIMIT 1
    ) proposal ON event.action <> 'function.proposed'
    WHERE event.uid = ${eventId}::uuid AND event.action = ANY (${[...TOLD]})`;
  return row;
}

function noticeOf({ action, at, by, workspace, whom, reason, data, ...row }: Row): Notice {
  const happened = { at, by, workspace };
  const change = ACCOUNT_CHANGES.find((one) => one === action);
  if (change) {
    const kind = FACTOR_KINDS.find((one) => one === data?.["kind"]) ?? null;
    const purpose = LINK_PURPOSES.find((one) => one === data?.["purpose"]) ?? null;
    const byThemselves = row.byId === row.subjectId;
    return { about: "account", ...happened, change, kind, purpose, byThemselves };
  }
  const effectiveAt = data?.["effectiveAt"];
  return {
    about: "function",
    ...happened,
    step: oneOf(FUNCTION_STEPS, action.slice("function.".length)),
    function: oneOf(FUNCTIONS, String(data?.["function"])),
    whom,
    reason,
    effectiveAt: typeof effectiveAt === "string" ? new Date(effectiveAt) : null,
    founding: data?.["founding"] === true,
    proposal: row.isProposed ? { by: row.proposedBy, reason: row.proposedReason } : null,
  };
}
