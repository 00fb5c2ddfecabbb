import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { effectHistory } from "#lib/rollouts/rows/effect-history.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { stageEnd } from "#lib/rollouts/rows/stage-end.ts";
import { stageJudges } from "#lib/rollouts/rows/stage-judges.ts";
import { rolloutHistoryView, type StageEnd } from "#lib/rollouts/views/rollout-history.ts";

/** How a rollout went: each guardrail over each stage's own evidence, and how each stage ended. */
export const rolloutHistory = defineQuery({
  name: "rollout-history",
  permission: "rollout:read",
  summary: "A rollout's guardrails over time, stage by stage",
  input: z.strictObject({ rollout: ordinal }),
  output: rolloutHistoryView,

  async load(tx, input, { now }) {
    const read = await readRollout(tx, input.rollout);
    if (!read.ok) return read;
    const { rollout, plan } = read.value;
    const steps = await tx.rolloutStep.findMany({
      where: { rolloutId: rollout.id },
      orderBy: { sequence: "asc" },
    });
    const ends: (StageEnd | null)[] = [];
    for (const step of steps) ends.push(step.leftAt && (await stageEnd(tx, plan, step, step.leftAt)));
    const judgeOf = await stageJudges(tx, rollout.id);
    return ok({
      number: rollout.number,
      asOf: now.toISOString(),
      steps: steps.map(({ stageIndex, enteredAt, leftAt }, at) => ({
        stageIndex,
        enteredAt: enteredAt.toISOString(),
        leftAt: leftAt?.toISOString() ?? null,
        ended: ends[at] ?? null,
      })),
      effects: await effectHistory(
        tx,
        plan,
        steps.map(({ exposureId, enteredAt, leftAt, stageIndex }) => ({
          exposureId,
          enteredAt,
          until: leftAt ?? now,
          stage: plan.stages[stageIndex]!,
          judge: judgeOf(stageIndex),
        })),
      ),
    });
  },
});
