import type { Tx } from "#lib/db/client.ts";
import { readSaid } from "#lib/kernel/event-catalogue.ts";
import { rolloutEvents as catalogue } from "#lib/rollouts/events.ts";
import type { RolloutEventView } from "#lib/rollouts/views/rollout-event.ts";

const EVENTS_MAX = 50;

type Row = {
  uid: string;
  index: bigint | null;
  action: string;
  at: Date;
  actor: string | null;
  data: unknown;
  reason: string | null;
};

/** Names of the erasable details with what a person wrote. */
const WRITTEN = ["reason", "note", "cause", "conclusion"];

/**
 * What happened to a rollout, newest first, from its own stream of the audit log, with the incidents it led to, the
 * corrections of its outcomes, and all of `also`, another stream.
 */
export async function rolloutEvents(
  tx: Tx,
  rollout: { id: string; startedAt: Date },
  also: string | null = null,
): Promise<RolloutEventView[]> {
  const target = JSON.stringify([{ id: rollout.id }]);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.uid::text, l.idx AS index, e.action, e.occurred_at AS at, coalesce(p.name, t.name) AS actor, e.view -> 'data' AS data,
           d.body #>> '{}' AS reason
    FROM audit_event e
    LEFT JOIN audit_leaf l ON l.event_id = e.id
    LEFT JOIN person p ON p.id::text = e.actor_id
    LEFT JOIN service_token t ON t.id::text = e.actor_id
    LEFT JOIN audit_detail d ON d.event_id = e.id AND d.name = ANY(${WRITTEN})
    WHERE e.stream = ${`rollout/${rollout.id}`} OR e.stream = ${also}
       OR (e.action = 'incident.opened' AND e.occurred_at >= ${rollout.startedAt} AND e.view -> 'targets' @> ${target}::jsonb)
       OR (e.action = 'outcome.corrected' AND e.occurred_at >= ${rollout.startedAt} AND EXISTS (
            SELECT FROM exposure x WHERE x.rollout_id = ${rollout.id}::uuid
            AND e.view -> 'data' -> 'exposures' @> jsonb_build_array(jsonb_build_object('exposure', x.id))))
    ORDER BY e.id DESC LIMIT ${EVENTS_MAX}`;
  return rows.map(({ uid, index, action, at, actor, data, reason }) => {
    // An entry this version cannot read shows only its name and the reason beside the log.
    const said = readSaid(catalogue, action, data)?.data;
    return {
      uid,
      index: index === null ? null : Number(index),
      action,
      at: at.toISOString(),
      actor: actor ?? "The system",
      because: (said && "because" in said ? said.because : null) ?? reason,
      to: said && "to" in said ? said.to : null,
    };
  });
}
