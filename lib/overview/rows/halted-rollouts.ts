import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { HaltedItem } from "#lib/overview/views/waiting-item.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";
import { REVIEWS_MAX } from "./reviews.ts";

type Row = ReleaseReference & Omit<HaltedItem, "kind" | "release" | "at"> & { at: Date };

/** The halted rollouts, where this person may resume them or roll them back. */
export async function haltedRollouts(tx: Tx, caller: Caller): Promise<HaltedItem[]> {
  const acts = ["rollout:resume", "rollout:roll-back"] as const;
  if (caller.kind !== "person" || acts.every((act) => whyNotPermitted(caller, act) !== null)) return [];
  // Who halted it is in its stream alone; so is why, for one halted by hand.
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, rollout.number AS rollout, halt.by,
           coalesce(halt.because, rollout.because) AS because, coalesce(halt.at, rollout.started_at) AS at
    FROM rollout LEFT JOIN LATERAL (
      SELECT coalesce(person.name, 'The system') AS by, event.occurred_at AS at,
             coalesce(event.view #>> '{data,because}', detail.body #>> '{}') AS because
      FROM audit_event event
      LEFT JOIN person ON person.id::text = event.actor_id
      LEFT JOIN audit_detail detail ON detail.event_id = event.id AND detail.name = 'reason'
      WHERE event.stream = 'rollout/' || rollout.id AND event.action = 'rollout.halted'
      ORDER BY event.id DESC LIMIT 1
    ) halt ON true, ${REFERRED}
    WHERE rollout.release_id = release.id AND rollout.state = 'halted'
    ORDER BY rollout.started_at LIMIT ${REVIEWS_MAX}`;
  return rows.map((row) => {
    const { release, at, ...rest } = withReference(row);
    return { kind: "halted", release, ...rest, at: at.toISOString() };
  });
}
