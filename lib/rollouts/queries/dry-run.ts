import { z } from "zod";
import type { RolloutStep } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { pointerName, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { stageLike, triedOut } from "#lib/rollouts/dry-run.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { effectHistory } from "#lib/rollouts/rows/effect-history.ts";
import { rolloutOf } from "#lib/rollouts/rows/lock-rollout.ts";
import { planOf } from "#lib/rollouts/rows/rollout-plan.ts";
import { type DryRollout, dryRunView } from "#lib/rollouts/views/dry-run.ts";

/** How many of the newest rollouts a plan is tried on. */
const ROLLOUTS_MAX = 20;

/** What a plan would have made of the rollouts of a pointer that ended, from their evidence as it is stored. */
export const dryRun = defineQuery({
  name: "dry-run",
  permission: "rollout:read",
  summary: "Try a plan on the past rollouts of a pointer",
  input: z.strictObject({ model: slug, pointer: pointerName, plan: newPlan }),
  output: dryRunView,
  secondsMax: 60,

  async load(tx, { model, pointer, plan }) {
    const found = await findModel(tx, model);
    if (!found.ok) return found;
    const ended = await tx.rollout.findMany({
      where: {
        pointerId: { in: await pointersOf(tx, model, pointer) },
        state: { in: ["completed", "rolled-back"] },
        baseVersionId: { not: null },
      },
      orderBy: { number: "desc" },
      take: ROLLOUTS_MAX,
      include: { steps: { orderBy: { sequence: "asc" } } },
    });
    const rollouts: DryRollout[] = [];
    for (const row of ended) rollouts.push(await tried(tx, plan, row));
    return ok({ rollouts });
  },
});

async function pointersOf(tx: Tx, model: string, name: string): Promise<string[]> {
  const pointers = await tx.pointer.findMany({
    where: { model: { name: model }, name },
    select: { id: true },
  });
  return pointers.map(({ id }) => id);
}

type Ended = Parameters<typeof rolloutOf>[0] & { steps: RolloutStep[] };

async function tried(tx: Tx, plan: Plan, { steps, ...row }: Ended): Promise<DryRollout> {
  const rollout = rolloutOf(row);
  const past = planOf(rollout);
  const endedAt = rollout.endedAt ?? rollout.decidedAt ?? rollout.startedAt;
  // Its roll-ups are as wide as its own plan said.
  const asSummed = { ...plan, cohortSeconds: past.cohortSeconds };
  const judged = steps.flatMap(({ exposureId, enteredAt, leftAt, stageIndex }) => {
    const stage = stageLike(plan, past.stages[stageIndex]!);
    return stage ? [{ exposureId, enteredAt, until: leftAt ?? endedAt, stage, judge: JUDGE_VERSION }] : [];
  });
  const { release, version } = await numbersOf(tx, rollout);
  return {
    number: rollout.number,
    release,
    version,
    startedAt: rollout.startedAt.toISOString(),
    went: {
      state: rollout.state,
      seconds: (endedAt.getTime() - rollout.startedAt.getTime()) / 1000,
      because: rollout.because,
    },
    ...triedOut({
      plan,
      startedAt: rollout.startedAt,
      steps: judged,
      effects: await effectHistory(tx, asSummed, judged),
    }),
  };
}

async function numbersOf(tx: Tx, { releaseId, candidateId }: { releaseId: string; candidateId: string }) {
  const release = await tx.release.findUniqueOrThrow({ where: { id: releaseId }, select: { number: true } });
  const version = await tx.modelVersion.findUniqueOrThrow({
    where: { id: candidateId },
    select: { number: true },
  });
  return { release: release.number, version: version.number };
}
