import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { rolloutFold } from "#lib/rollouts/replay.ts";
import { planOf } from "./rollout-plan.ts";

/** Rollouts with their gate verdicts, to compare with the log. */
export const replayedRollouts: Replayed = {
  stream: "rollout",
  table: "rollout",
  fold: rolloutFold,
  subjectsAPage: 100,
  facts: rolloutFacts,
};

async function rolloutFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const rollouts = await tx.rollout.findMany({
    where: { id: { in: [...ids] } },
  });
  const releases = await tx.release.findMany({
    where: { id: { in: rollouts.map(({ releaseId }) => releaseId) } },
    select: { id: true, number: true },
  });
  const numbers = new Map(releases.map(({ id, number }) => [id, number]));
  const names = new Map(rollouts.map(({ id, number }) => [id, `rollout ${number}`]));
  const facts = new Map<string, Fact>();
  for (const { id, releaseId, state, planDigest, plan, stageIndex, baseVersionId, waived } of rollouts)
    facts.set(names.get(id)!, {
      of: `release ${numbers.get(releaseId)}`,
      state,
      planDigest,
      // Where nothing was live before there was nothing to stage.
      stage: baseVersionId === null ? null : (planOf({ plan }).stages[stageIndex]?.id ?? null),
      waived,
    });
  const verdicts = await tx.gateVerdict.findMany({
    where: { rolloutId: { in: [...ids] } },
    omit: { inputs: true, verdicts: true },
  });
  for (const { id, rolloutId, inputsDigest, judgeVersion, decidedAt } of verdicts)
    facts.set(`gate verdict ${id}`, {
      of: names.get(rolloutId) ?? rolloutId,
      inputs: inputsDigest,
      judge: judgeVersion,
      decidedAt: decidedAt.toISOString(),
    });
  return facts;
}
