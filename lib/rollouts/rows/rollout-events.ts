import { FEED, type FeedRow, fed, feedEvents } from "#lib/audit/rows/feed-rows.ts";
import type { Tx } from "#lib/db/client.ts";
import { readSaid } from "#lib/kernel/event-catalogue.ts";
import { rolloutEvents as catalogue } from "#lib/rollouts/events.ts";
import type { RolloutEventView } from "#lib/rollouts/views/rollout-event.ts";

const EVENTS_MAX = 50;

/** Names of the erasable details with what a person wrote. */
const WRITTEN = ["reason", "note", "cause", "conclusion", "text"];

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
  const rows = await tx.$queryRaw<FeedRow[]>`
    SELECT ${FEED} FROM ${feedEvents(WRITTEN)}
    WHERE e.stream = ${`rollout/${rollout.id}`} OR e.stream = ${also}
       OR (e.action = 'incident.opened' AND e.occurred_at >= ${rollout.startedAt} AND e.view -> 'targets' @> ${target}::jsonb)
       OR (e.action = 'outcome.corrected' AND e.occurred_at >= ${rollout.startedAt} AND EXISTS (
            SELECT FROM exposure x WHERE x.rollout_id = ${rollout.id}::uuid
            AND e.view -> 'data' -> 'exposures' @> jsonb_build_array(jsonb_build_object('exposure', x.id))))
    ORDER BY e.id DESC LIMIT ${EVENTS_MAX}`;
  return rows.map((row) => {
    // An entry this version cannot read shows only its name and the reason beside the log.
    const said = readSaid(catalogue, row.action, row.data)?.data;
    return {
      ...fed(row),
      because: (said && "because" in said ? said.because : null) ?? row.reason,
      to: said && "to" in said ? said.to : null,
    };
  });
}
