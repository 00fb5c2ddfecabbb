import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { asJson } from "#lib/db/json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { JUDGE_VERSION, type Judgement, judgeStage } from "#lib/rollouts/judge.ts";
import { exposureOfStage } from "#lib/rollouts/next-exposure.ts";
import { lockRollout, type RolloutFile } from "#lib/rollouts/queries/lock-rollout.ts";
import { gatherStageEvidence } from "#lib/rollouts/queries/stage-evidence.ts";
import { isWatched, type RolloutState } from "#lib/rollouts/rollout.ts";
import { everyoneOn, pointerMoved, type Shift, writeShift } from "./shift-exposure.ts";
import { backToBase, takenBack, writeTakenBack } from "./take-back.ts";

const input = z.strictObject({
  rollout: z.number().int().min(1),
  /** Taken at the start of a worker's leadership; an older one is refused. */
  fence: z.number().int().min(0),
  detectedAt: z.date(),
});

type Judged = DomainEvent & { verdictId?: string; shift?: Shift };
type Facts = RolloutFile & { fence: number; detectedAt: Date; evidence: Evidence; judgement: Judgement };

/**
 * Carries out what is due by the plan: advance, complete, halt or take back. Judges again inside the transaction,
 * from evidence read there, and stores that evidence with the verdict. Only the reconciler asks for it.
 */
export const judgeRollout = defineCommand({
  name: "judge-rollout",
  permission: "rollout:judge",
  summary: "Carry out what the plan says is due",
  input,
  output: z.object({ number: z.number(), state: z.string(), decision: z.string() }),

  async load(tx, input, { now }): Promise<Result<Facts, Refusal>> {
    const file = await lockRollout(tx, input.rollout);
    if (!file.ok) return file;
    if (input.fence < file.value.rollout.fence)
      return refuse("stale", "fenced", "Another worker has taken over this rollout.");
    if (!isWatched(file.value.rollout.state as RolloutState))
      return refuse("illegal", "not-watched", `This rollout is ${file.value.rollout.state}.`);
    const evidence = await gatherStageEvidence(tx, file.value, now);
    const judgement = judgeStage(file.value.plan, file.value.stage, evidence);
    return ok({ ...file.value, ...input, rollout: file.value.rollout, evidence, judgement });
  },

  decide(facts, _input, { newId }) {
    const { judgement, rollout } = facts;
    const { decision } = judgement;
    const running = rollout.state === "running";
    if (decision.kind === "hold" || (!running && decision.kind !== "roll-back"))
      return refuse("illegal", "nothing-due", "Nothing is due: the rollout holds.");
    const verdictId = newId();
    const inputsDigest = digestOfJson(inputsOf(facts));
    const data = { verdict: verdictId, inputs: inputsDigest, judge: JUDGE_VERSION, by: "plan" };
    const events = eventsOf(facts, data, newId);
    return ok([{ ...events[0]!, verdictId }, ...events.slice(1)]);
  },

  async record(tx, events, facts, { caller, now }) {
    const { rollout, judgement, plan } = facts;
    const { decision } = judgement;
    const [{ verdictId, shift }] = events as [Judged];
    await tx.gateVerdict.create({
      data: {
        id: verdictId!,
        workspaceId: caller.workspaceId,
        rolloutId: rollout.id,
        stageIndex: rollout.stageIndex,
        inputs: asJson(inputsOf(facts)),
        inputsDigest: digestOfJson(inputsOf(facts)),
        verdicts: asJson(judgement.verdicts),
        decision: asJson(decision),
        judgeVersion: JUDGE_VERSION,
        decidedAt: now,
      },
    });
    await tx.rollout.update({ where: { id: rollout.id }, data: { fence: facts.fence } });
    const answer = (state: string) => ({ number: rollout.number, state, decision: decision.kind });
    if (decision.kind === "roll-back") {
      const breachAt = breachOf(facts);
      const times = { breachAt, detectedAt: facts.detectedAt, decidedAt: now };
      await writeTakenBack(tx, facts, shift!, { because: decision.because, ...times });
      return answer("rolling-back");
    }
    if (decision.kind === "halt") {
      await tx.rollout.update({
        where: { id: rollout.id },
        data: { state: "halted", because: decision.because },
      });
      return answer("halted");
    }
    await writeShift(tx, shift!, now);
    await tx.rolloutStep.updateMany({
      where: { rolloutId: rollout.id, leftAt: null },
      data: { leftAt: now, outcome: "passed" },
    });
    if (isLast(facts)) {
      await tx.rollout.update({
        where: { id: rollout.id },
        data: { state: "completed", endedAt: now, exposureId: shift!.exposureId },
      });
      await tx.release.update({ where: { id: facts.release.id }, data: { state: "released" } });
      return answer("completed");
    }
    const stageIndex = rollout.stageIndex + 1;
    const steps = await tx.rolloutStep.count({ where: { rolloutId: rollout.id } });
    await tx.rolloutStep.create({
      data: {
        rolloutId: rollout.id,
        workspaceId: caller.workspaceId,
        sequence: steps + 1,
        stageIndex,
        exposureId: shift!.exposureId,
        enteredAt: now,
      },
    });
    const entered = { stageIndex, stageEnteredAt: now, exposureId: shift!.exposureId };
    await tx.rollout.update({ where: { id: rollout.id }, data: entered });
    return answer(plan.stages[stageIndex]!.id);
  },
});

/** Everything the verdict was made from: with these and the judge's version anyone makes it again. */
const inputsOf = ({ plan, stage, evidence }: Facts) => ({
  judge: JUDGE_VERSION,
  plan,
  stage: stage.id,
  evidence,
});

const isLast = ({ plan, rollout }: Facts): boolean => rollout.stageIndex === plan.stages.length - 1;

function eventsOf(facts: Facts, data: DomainEvent["data"], newId: () => string): Judged[] {
  const { rollout, release, plan, stage, judgement } = facts;
  const { decision } = judgement;
  const of = (type: string, stream: string, more: DomainEvent["data"] = {}): Judged => ({
    type,
    stream,
    targets: [
      { type: "rollout", id: rollout.id, digest: rollout.planDigest },
      { type: "release", id: release.id, digest: release.subjectDigest },
    ],
    data: { number: rollout.number, release: release.number, stage: stage.id, ...more },
  });
  if (decision.kind === "roll-back") {
    const shift = backToBase(facts, newId(), decision.because);
    const why = { ...data, guardrail: decision.guardrailId, because: decision.because };
    const [first, ...rest] = takenBack(facts, shift, why);
    return [{ ...first!, shift }, ...rest];
  }
  if (decision.kind === "halt")
    return [
      of("rollout.halted", `rollout/${rollout.id}`, {
        ...data,
        guardrail: decision.guardrailId,
        because: decision.because,
      }),
    ];
  const { id, salt, planDigest } = rollout;
  const common = {
    exposureId: newId(),
    pointer: facts.pointer,
    before: facts.exposure,
    rollout: { id, salt, planDigest },
  };
  if (isLast(facts)) {
    const shift: Shift = { ...common, ...everyoneOn(facts.candidate), reason: "Every stage passed" };
    return [
      { ...of("rollout.completed", `rollout/${id}`, data), shift },
      of("release.completed", `release/${release.id}`),
      pointerMoved(shift),
    ];
  }
  const next = plan.stages[rollout.stageIndex + 1]!;
  const shift: Shift = {
    ...common,
    base: facts.base!,
    candidate: facts.candidate,
    exposure: exposureOfStage(plan, next),
    cohortSeconds: plan.cohortSeconds,
    reason: `Entered ${next.name}: ${stage.name} passed`,
  };
  return [
    { ...of("rollout.advanced", `rollout/${id}`, { ...data, to: next.id }), shift },
    pointerMoved(shift),
  ];
}

/** When the evidence that breached came in: the newest of the failed guardrail's. */
function breachOf({ judgement, evidence }: Facts): Date | null {
  const { decision } = judgement;
  const failed =
    decision.kind === "roll-back" && decision.guardrailId
      ? evidence.byGuardrail[decision.guardrailId]
      : undefined;
  return failed?.candidate?.latestAt ? new Date(failed.candidate.latestAt) : null;
}
