import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { isWatched, rolloutMachine } from "#lib/rollouts/rollout.ts";
import { armSeries, isQuality, matureShare } from "#lib/rollouts/rows/arm-series.ts";
import { judgeNow } from "#lib/rollouts/rows/judge-now.ts";
import { type RolloutFile, readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { rolloutEvents } from "#lib/rollouts/rows/rollout-events.ts";
import { rolloutView } from "#lib/rollouts/rows/rollout-view.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";

const VERDICTS_MAX = 50;

/** A rollout as it is watched: stages, guardrails, arms over time, history and actions. */
export const rolloutPage = defineQuery({
  name: "rollout-page",
  permission: "rollout:read",
  summary: "A rollout with its guardrails, arms and history",
  input: z.strictObject({ rollout: ordinal }),
  output: rolloutView,

  async load(tx, input, { caller, now }) {
    const read = await readRollout(tx, input.rollout);
    if (!read.ok) return read;
    const file = read.value;
    const { rollout, plan, release, pointer, base, candidate } = file;
    const steps = await tx.rolloutStep.findMany({
      where: { rolloutId: rollout.id },
      orderBy: { sequence: "asc" },
    });
    const judged = await judgedState(tx, file, now);
    const incident = await tx.incident.findFirst({
      where: { rolloutId: rollout.id },
      orderBy: { number: "desc" },
    });
    const verdicts = await tx.gateVerdict.findMany({
      where: { rolloutId: rollout.id },
      orderBy: { decidedAt: "desc" },
      take: VERDICTS_MAX,
    });
    return ok({
      number: rollout.number,
      id: rollout.id,
      state: rollout.state,
      release: release.number,
      model: pointer.model.name,
      pointer: pointer.name,
      base: base?.number ?? null,
      candidate: candidate.number,
      plan,
      planDigest: rollout.planDigest,
      stageIndex: rollout.stageIndex,
      stageEnteredAt: rollout.stageEnteredAt.toISOString(),
      startedBy: rollout.startedBy,
      startedAt: rollout.startedAt.toISOString(),
      endedAt: iso(rollout.endedAt),
      because: rollout.because,
      times: {
        breachAt: iso(rollout.breachAt),
        detectedAt: iso(rollout.detectedAt),
        decidedAt: iso(rollout.decidedAt),
        actuatedAt: iso(rollout.actuatedAt),
      },
      incident: incident?.number ?? null,
      steps: await stepsWithRows(tx, plan, steps),
      ...judged,
      asOf: now.toISOString(),
      series: await armSeries(tx, plan, steps, rollout.endedAt ?? now),
      verdicts: verdicts.map((verdict) => ({
        id: verdict.id,
        stageIndex: verdict.stageIndex,
        decision: (verdict.decision as { kind: string }).kind,
        inputsDigest: verdict.inputsDigest,
        judgeVersion: verdict.judgeVersion,
        decidedAt: verdict.decidedAt.toISOString(),
      })),
      events: await rolloutEvents(tx, rollout),
      mine: mine(file, caller),
    });
  },
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

type Steps = Awaited<ReturnType<Tx["rolloutStep"]["findMany"]>>;

async function stepsWithRows(tx: Tx, plan: Plan, steps: Steps) {
  const rows = await tx.$queryRaw<{ exposureId: string; arm: string; n: bigint }[]>`
    SELECT exposure_id AS "exposureId", arm, sum(n + non_finite) AS n FROM metric_rollup
    WHERE exposure_id = ANY(${steps.map((step) => step.exposureId)}::uuid[])
      AND slice = '' AND metric = ${COUNTS_ANSWERS} AND bucket_seconds = ${plan.cohortSeconds}
    GROUP BY 1, 2`;
  const counted = (exposureId: string, arm: string) =>
    Number(rows.find((row) => row.exposureId === exposureId && row.arm === arm)?.n ?? 0);
  return steps.map((step) => ({
    stageIndex: step.stageIndex,
    enteredAt: step.enteredAt.toISOString(),
    leftAt: iso(step.leftAt),
    outcome: step.outcome,
    exposureId: step.exposureId,
    baselineRows: counted(step.exposureId, "baseline"),
    candidateRows: counted(step.exposureId, "candidate"),
  }));
}

/** Judged now while it is watched; afterwards, from the last stored evidence. */
async function judgedState(tx: Tx, file: RolloutFile, now: Date) {
  const { rollout, plan } = file;
  if (isWatched(rollout.state)) {
    const { verdicts, evidence, because } = await judgeNow(tx, file, now);
    const share = await matureShare(tx, plan, rollout.exposureId!, now);
    return { guardrails: guardrailsOf(plan, verdicts, evidence, share), waitingFor: [...because] };
  }
  const last = await tx.gateVerdict.findFirst({
    where: { rolloutId: rollout.id },
    orderBy: { decidedAt: "desc" },
  });
  if (!last) return { guardrails: [], waitingFor: [] };
  const { evidence } = last.inputs as unknown as { evidence: Evidence };
  const step = await tx.rolloutStep.findFirst({
    where: { rolloutId: rollout.id },
    orderBy: { sequence: "desc" },
  });
  const share = step ? await matureShare(tx, plan, step.exposureId, last.decidedAt) : null;
  return {
    guardrails: guardrailsOf(plan, last.verdicts as unknown as GuardrailVerdict[], evidence, share),
    waitingFor: [],
  };
}

function guardrailsOf(
  plan: Plan,
  verdicts: readonly GuardrailVerdict[],
  evidence: Evidence,
  share: number | null,
) {
  return plan.guardrails.map((guardrail, index) => ({
    verdict: verdicts[index]!,
    latestAt: evidence.byGuardrail[guardrail.id]?.candidate?.latestAt ?? evidence.watermark,
    matureShare: isQuality(plan, guardrail) ? share : null,
  }));
}

function mine({ rollout, base, exposure }: RolloutFile, caller: Caller) {
  const state = rollout.state;
  const moved = exposure?.rolloutId === rollout.id ? null : "The pointer has moved on since.";
  return {
    whyNotPause: whyNotPermitted(caller, "rollout:pause") ?? rolloutMachine.whyNot(state, "pause"),
    whyNotResume: whyNotPermitted(caller, "rollout:resume") ?? rolloutMachine.whyNot(state, "resume"),
    whyNotHalt: whyNotPermitted(caller, "rollout:halt") ?? rolloutMachine.whyNot(state, "halt"),
    whyNotRollBack:
      whyNotPermitted(caller, "rollout:roll-back") ??
      rolloutMachine.whyNot(state, "roll-back") ??
      (base ? moved : "Nothing was live here before."),
  };
}
