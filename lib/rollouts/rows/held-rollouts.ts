import type { Tx } from "#lib/db/client.ts";
import { mayWiden } from "#lib/releases/approval.ts";
import { enteringAfter } from "#lib/releases/conditions.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";
import { mayWidenOver } from "#lib/releases/waived-gates.ts";
import { planOf } from "./rollout-plan.ts";

type Row = {
  rollout: number;
  release: number;
  stageIndex: number;
  plan: Parameters<typeof planOf>[0]["plan"];
  waived: string[];
};

/**
 * Those of these rollouts that conditions or ended waivers keep from entering what comes next. Releases without any are not
 * read.
 */
export async function heldRollouts(
  tx: Tx,
  rollouts: readonly number[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (rollouts.length === 0) return new Set();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT rollout.number AS rollout, release.number AS release, rollout.stage_index AS "stageIndex", rollout.plan,
           rollout.waived
    FROM rollout JOIN release ON release.id = rollout.release_id
    WHERE rollout.number = ANY (${[...rollouts]}::int[])
      AND (rollout.waived <> '{}' OR EXISTS (SELECT FROM release_condition c WHERE c.release_id = release.id))`;
  const files = await readReleases(
    tx,
    rows.map(({ release }) => release),
    now,
  );
  const held = rows.filter(({ release, stageIndex, plan, waived }) => {
    const file = files.find((one) => one.release.number === release);
    if (!file) return false;
    const conditions = mayWiden(file, enteringAfter(planOf({ plan }), stageIndex), now);
    return !conditions.ok || !mayWidenOver(file, waived, now).ok;
  });
  return new Set(held.map(({ rollout }) => rollout));
}
