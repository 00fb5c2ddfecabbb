import type { Tx } from "#lib/db/client.ts";
import { mayWiden } from "#lib/releases/approval.ts";
import { enteringAfter } from "#lib/releases/conditions.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";
import { planOf } from "./rollout-plan.ts";

type Row = {
  rollout: number;
  release: number;
  stageIndex: number;
  plan: Parameters<typeof planOf>[0]["plan"];
};

/** Those of these rollouts that conditions keep from entering what comes next. Releases without any are not read. */
export async function heldByConditions(
  tx: Tx,
  rollouts: readonly number[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (rollouts.length === 0) return new Set();
  const rows = await tx.$queryRaw<Row[]>`
    SELECT rollout.number AS rollout, release.number AS release, rollout.stage_index AS "stageIndex", rollout.plan
    FROM rollout JOIN release ON release.id = rollout.release_id
    WHERE rollout.number = ANY (${[...rollouts]}::int[])
      AND EXISTS (SELECT FROM release_condition c WHERE c.release_id = release.id)`;
  const files = await readReleases(
    tx,
    rows.map(({ release }) => release),
    now,
  );
  const held = rows.filter(({ release, stageIndex, plan }) => {
    const file = files.find((one) => one.release.number === release);
    return file && !mayWiden(file, enteringAfter(planOf({ plan }), stageIndex), now).ok;
  });
  return new Set(held.map(({ rollout }) => rollout));
}
