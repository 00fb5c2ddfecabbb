import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { IncidentWaitingItem } from "#lib/overview/views/waiting-item.ts";

const LISTED_MAX = 10;

/** Open incidents that wait for this person: for their cause from the release's author, then for their end. */
export async function incidentsWaiting(tx: Tx, caller: Caller): Promise<IncidentWaitingItem[]> {
  if (caller.kind !== "person") return [];
  const explains = whyNotPermitted(caller, "incident:explain") === null;
  const closes = whyNotPermitted(caller, "incident:close") === null;
  if (!explains && !closes) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT incident.number, incident.title, release.author_id::text = ${caller.id} AS own,
             rollout.state IN ('halted', 'rolling-back') AS unsettled,
             EXISTS (SELECT FROM incident_entry WHERE incident_id = incident.id AND kind = 'cause') AS explained
      FROM incident JOIN rollout ON rollout.id = incident.rollout_id JOIN release ON release.id = rollout.release_id
      WHERE incident.closed_at IS NULL
    ) open
    WHERE CASE WHEN explained THEN ${closes} AND NOT unsettled ELSE ${explains} AND own END
    ORDER BY number DESC LIMIT ${LISTED_MAX}`;
  return rows.map(({ number: incident, title, explained }) => ({
    kind: explained ? "close-incident" : "explain-incident",
    incident,
    title,
  }));
}

type Row = { number: number; title: string; explained: boolean };
