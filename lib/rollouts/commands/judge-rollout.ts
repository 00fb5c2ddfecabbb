import { z } from "zod";
import type { Release } from "#generated/prisma/client.ts";
import { defineCommand } from "#lib/command/command.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { holdFreezes } from "#lib/policy/rows/freezes.ts";
import { mayGoFurther } from "#lib/releases/approval.ts";
import { enteringAfter } from "#lib/releases/conditions.ts";
import { holdTierOf } from "#lib/releases/rows/hold-tier.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { mayWidenOver } from "#lib/releases/waived-gates.ts";
import { type Judgement, judgeStage } from "#lib/rollouts/judge.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { isWatched } from "#lib/rollouts/rollout.ts";
import { advance } from "#lib/rollouts/rows/judged/advance.ts";
import { complete } from "#lib/rollouts/rows/judged/complete.ts";
import type { JudgedFacts, PlanAction } from "#lib/rollouts/rows/judged/facts.ts";
import { halt } from "#lib/rollouts/rows/judged/halt.ts";
import { rollBack } from "#lib/rollouts/rows/judged/roll-back.ts";
import { lockRollout, type RolloutFile } from "#lib/rollouts/rows/lock-rollout.ts";
import { refuseLate } from "#lib/rollouts/rows/refuse-late.ts";
import { gatherStageEvidence } from "#lib/rollouts/rows/stage-evidence.ts";

const input = z.strictObject({
  rollout: ordinal,
  /** Taken when a worker becomes leader; an older token is refused. */
  fence: z.number().int().min(0),
  detectedAt: z.date(),
});

/**
 * Carries out what the plan says is due: advance, complete, halt or roll back. Judges again inside the transaction,
 * from evidence read there, and stores that evidence with the verdict. Only the reconciler calls it.
 */
export const judgeRollout = defineCommand({
  name: "judge-rollout",
  permission: "rollout:judge",
  summary: "Carry out what the plan says is due",
  input,
  output: z.object({ number: z.number(), state: z.string(), decision: z.string() }),

  async load(tx, input, { now }): Promise<Result<JudgedFacts, Refusal>> {
    const file = await lockRollout(tx, input.rollout);
    if (!file.ok) return file;
    const led = await refuseLate(tx, file.value, input.fence);
    if (!led.ok) return led;
    if (!isWatched(file.value.rollout.state))
      return refuse("illegal", "not-watched", `This rollout is ${file.value.rollout.state}.`);
    const evidence = await gatherStageEvidence(tx, file.value, now);
    const judgement = judgeStage(file.value.plan, file.value.stage, evidence);
    const held = await heldFromWidening(tx, file.value, judgement, now);
    if (!held.ok) return held;
    const predecessor = await lockPredecessor(tx, file.value);
    const { fence, detectedAt } = input;
    return ok({ ...file.value, fence, detectedAt, evidence, judgement, predecessor });
  },

  decide(facts, _input, { newId }) {
    const action = actionOf(facts);
    if (!action) return refuse("illegal", "nothing-due", "Nothing is due; the rollout holds.");
    const verdictId = newId();
    const inputs = digestOfJson(inputsOf(facts));
    const said = { verdict: verdictId, inputs, judge: JUDGE_VERSION, by: "plan" as const };
    const [first, ...rest] = action.events(facts, said, newId);
    return ok([{ ...first!, verdictId }, ...rest]);
  },

  async record(tx, events, facts, { caller, now }) {
    const { rollout, judgement } = facts;
    const [first] = events;
    await tx.gateVerdict.create({
      data: {
        id: first!.verdictId!,
        workspaceId: caller.workspaceId,
        rolloutId: rollout.id,
        stageIndex: rollout.stageIndex,
        inputs: asJson(inputsOf(facts)),
        inputsDigest: digestOfJson(inputsOf(facts)),
        verdicts: asJson(judgement.verdicts),
        decision: asJson(judgement.decision),
        judgeVersion: JUDGE_VERSION,
        decidedAt: now,
      },
    });
    await tx.rollout.update({ where: { id: rollout.id }, data: { fence: facts.fence } });
    const state = await actionOf(facts)!.record(tx, facts, first!, now);
    return { number: rollout.number, state, decision: judgement.decision.kind };
  },
});

/** What the decision makes happen. A paused or halted rollout can only roll back. */
function actionOf({ judgement, rollout, plan }: JudgedFacts): PlanAction | null {
  const { kind } = judgement.decision;
  if (kind === "roll-back") return rollBack;
  if (kind === "hold" || rollout.state !== "running") return null;
  if (kind === "halt") return halt;
  return rollout.stageIndex === plan.stages.length - 1 ? complete : advance;
}

/**
 * Freezes, conditions of the approval, ended waivers and re-reviews of what is live hold what would widen, never what ends it: like an approval, they are
 * the last gate.
 */
async function heldFromWidening(
  tx: Tx,
  { rollout, plan, release: { number } }: RolloutFile,
  { decision }: Judgement,
  now: Date,
): Promise<Result<null, Refusal>> {
  if (decision.kind !== "advance" || rollout.state !== "running") return ok(null);
  // Waivers, envelopes and re-reviews of the model take turns with it.
  await holdTierOf(tx, number);
  await holdFreezes(tx, rollout.workspaceId);
  const file = await readRelease(tx, number, now);
  if (!file.ok) return file;
  const conditions = mayGoFurther(file.value, enteringAfter(plan, rollout.stageIndex), now);
  return conditions.ok ? mayWidenOver(file.value, rollout.waived, now) : conditions;
}

/** Everything the verdict was made from: with it and the judge's version anyone can recompute the verdict. */
const inputsOf = ({ plan, stage, evidence }: JudgedFacts) => ({
  judge: JUDGE_VERSION,
  plan,
  stage: stage.id,
  evidence,
});

/** The release that put the base version on this pointer, locked. */
async function lockPredecessor(tx: Tx, { rollout, release }: RolloutFile): Promise<Release | null> {
  const released = await tx.release.findFirst({
    where: {
      pointerId: rollout.pointerId,
      versionId: rollout.baseVersionId ?? rollout.candidateId,
      state: "released",
      id: { not: release.id },
    },
    select: { id: true },
  });
  if (!released) return null;
  await tx.$executeRaw`SELECT id FROM release WHERE id = ${released.id}::uuid FOR UPDATE`;
  return tx.release.findFirst({ where: { id: released.id, state: "released" } });
}
