import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { frozenBy } from "#lib/policy/freeze.ts";
import { standingFreezes } from "#lib/policy/rows/freezes.ts";
import { mayGoFurther } from "#lib/releases/approval.ts";
import { enteringAfter } from "#lib/releases/conditions.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";
import { mayWidenOver } from "#lib/releases/waived-gates.ts";
import { planOf } from "./rollout-plan.ts";

type Row = {
  rollout: number;
  release: number;
  releaseId: string;
  modelId: string;
  pointer: string;
  changeClass: string;
  conditional: boolean;
  waived: string[];
  stageIndex: number;
  plan: Parameters<typeof planOf>[0]["plan"];
};

/** That a re-review of what is live on the rollout's pointer may hold it. */
const REVIEWED = Prisma.sql`
  EXISTS (SELECT FROM re_review r WHERE r.pointer_id = pointer.id AND r.state IN ('open', 'unfit'))`;

/**
 * Those of these rollouts that freezes, conditions, ended waivers, envelopes, re-reviews or the bounds of an emergency keep from entering what comes
 * next, in as many statements as one of them needs. Releases without any are not read.
 */
export async function heldFromWidening(
  tx: Tx,
  rollouts: readonly number[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (rollouts.length === 0) return new Set();
  const freezes = await standingFreezes(tx);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT rollout.number AS rollout, release.number AS release, rollout.stage_index AS "stageIndex", rollout.plan,
           release.id::text AS "releaseId", release.model_id::text AS "modelId", pointer.name AS pointer,
           release.change_class AS "changeClass", rollout.waived,
           (EXISTS (SELECT FROM release_condition c WHERE c.release_id = release.id) OR ${REVIEWED}
            OR rollout.waived <> '{}' OR release.change_class <> 'normal') AS conditional
    FROM rollout JOIN release ON release.id = rollout.release_id JOIN pointer ON pointer.id = release.pointer_id
    WHERE rollout.number = ANY (${[...rollouts]}::int[])
      AND (${freezes.length > 0} OR rollout.waived <> '{}' OR release.change_class <> 'normal'
           OR EXISTS (SELECT FROM release_condition c WHERE c.release_id = release.id) OR ${REVIEWED})`;
  const frozen = new Set(rows.filter((row) => frozenBy(freezes, row, now) !== null));
  const conditional = rows.filter((row) => row.conditional && !frozen.has(row));
  const files = await readReleases(
    tx,
    conditional.map(({ release }) => release),
    now,
  );
  const held = conditional.filter(({ release, stageIndex, plan, waived }) => {
    const file = files.find((one) => one.release.number === release);
    if (!file) return false;
    const bounds = mayGoFurther(file, enteringAfter(planOf({ plan }), stageIndex), now);
    return !bounds.ok || !mayWidenOver(file, waived, now).ok;
  });
  return new Set([...frozen, ...held].map(({ rollout }) => rollout));
}
