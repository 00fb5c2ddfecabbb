import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { displayedArm, THRESHOLD } from "#lib/rollouts/displayed-quality.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { scoredRows } from "#lib/rollouts/rows/scored-rows.ts";
import { displayedQualityView } from "#lib/rollouts/views/displayed-quality.ts";

/** Of both arms together: what may be read and ranked while a reader waits. */
const ROWS_MAX = 50_000;

/** Precision, recall, F1 and AUC of both arms in the present or last stage of a rollout. */
export const displayedQuality = defineQuery({
  name: "displayed-quality",
  permission: "rollout:read",
  summary: "Metrics of a rollout's stage that are displayed and decide nothing",
  input: z.strictObject({ rollout: ordinal }),
  output: displayedQualityView,

  async load(tx, input, { now }) {
    const read = await readRollout(tx, input.rollout);
    if (!read.ok) return read;
    const { rollout, plan, stage, base } = read.value;
    const step = await tx.rolloutStep.findFirst({
      where: { rolloutId: rollout.id },
      orderBy: { sequence: "desc" },
    });
    const binary = (plan.task ?? "binary") === "binary" && base !== null;
    const until = secondsLater(step?.leftAt ?? now, -(plan.maturitySeconds + plan.cohortSeconds));
    const rows =
      step && binary ? await scoredRows(tx, { exposureId: step.exposureId, until, rowsMax: ROWS_MAX }) : null;
    const empty = rows === null || rows.baseline.labels.length + rows.candidate.labels.length === 0;
    return ok({
      stage: stage.name,
      asOf: now.toISOString(),
      threshold: THRESHOLD,
      rowsMax: ROWS_MAX,
      arms: empty ? null : { baseline: displayedArm(rows.baseline), candidate: displayedArm(rows.candidate) },
    });
  },
});
