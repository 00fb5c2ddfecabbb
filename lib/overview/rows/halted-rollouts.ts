import { whyNotPermitted } from "#lib/access/permission.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { HaltedItem } from "#lib/overview/views/waiting-item.ts";
import { rolloutEvents } from "#lib/rollouts/rows/rollout-events.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";
import { REVIEWS_MAX } from "./reviews.ts";

type Row = ReleaseReference & { id: string; rollout: number; because: string | null; startedAt: Date };

/** The halted rollouts, where this person may resume them or roll them back. */
export async function haltedRollouts(tx: Tx, caller: Caller): Promise<HaltedItem[]> {
  const acts = ["rollout:resume", "rollout:roll-back"] as const;
  if (caller.kind !== "person" || acts.every((act) => whyNotPermitted(caller, act) !== null)) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, rollout.id::text, rollout.number AS rollout, rollout.because,
           rollout.started_at AS "startedAt"
    FROM rollout, ${REFERRED}
    WHERE rollout.release_id = release.id AND rollout.state = 'halted'
    ORDER BY rollout.started_at LIMIT ${REVIEWS_MAX}`;
  return Promise.all(rows.map((row) => itemOf(tx, row)));
}

/** Who halted it and why is in its stream, and nowhere else for one halted by hand. */
async function itemOf(tx: Tx, row: Row): Promise<HaltedItem> {
  const { release, id, rollout, because, startedAt } = withReference(row);
  const halted = (await rolloutEvents(tx, { id, startedAt })).find(
    ({ action }) => action === "rollout.halted",
  );
  return {
    kind: "halted",
    release,
    rollout,
    by: halted?.actor ?? null,
    because: halted?.because ?? because,
    at: halted?.at ?? startedAt.toISOString(),
  };
}
