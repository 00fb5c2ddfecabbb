import { z } from "zod";
import { barredFrom } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { placesOf, type Why } from "#lib/kernel/refusal.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { sourceReports } from "#lib/monitoring/rows/source-reports.ts";
import { type Freeze, frozenBy, heldStanding, notFrozen } from "#lib/policy/freeze.ts";
import { standingFreezes } from "#lib/policy/rows/freezes.ts";
import { mayGoFurther } from "#lib/releases/approval.ts";
import { enteringAfter } from "#lib/releases/conditions.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { readRelease } from "#lib/releases/rows/lock-release.ts";
import { isWatched, rolloutMachine } from "#lib/rollouts/rollout.ts";
import { armSeries } from "#lib/rollouts/rows/arm-series.ts";
import { causeOf } from "#lib/rollouts/rows/deciding-verdict.ts";
import { evidenceChanges } from "#lib/rollouts/rows/evidence-changes.ts";
import { judgeNow } from "#lib/rollouts/rows/judge-now.ts";
import { keptVerdict } from "#lib/rollouts/rows/kept-verdict.ts";
import { movingOf, type RolloutFile, readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { outcomesUntil } from "#lib/rollouts/rows/outcomes-until.ts";
import { rolloutEvents } from "#lib/rollouts/rows/rollout-events.ts";
import { guardrailStates, stageEnd } from "#lib/rollouts/rows/stage-end.ts";
import { stepsWithRows } from "#lib/rollouts/rows/steps-with-rows.ts";
import {
  type RolloutPageView,
  rolloutPageView,
  type SteeringVerb,
} from "#lib/rollouts/views/rollout-page.ts";

const VERDICTS_MAX = 50;

/** A rollout as it is watched. */
export const rolloutPage = defineQuery({
  name: "rollout-page",
  permission: "rollout:read",
  summary: "A rollout with its guardrails, arms and history",
  input: z.strictObject({ rollout: ordinal }),
  output: rolloutPageView,

  async load(tx, input, { caller, now }) {
    const read = await readRollout(tx, input.rollout);
    if (!read.ok) return read;
    const file = read.value;
    const { rollout, plan, release, pointer, base, candidate } = file;
    const steps = await tx.rolloutStep.findMany({
      where: { rolloutId: rollout.id },
      orderBy: { sequence: "asc" },
    });
    const judged = await judgedState(tx, file, steps, now);
    const freezes = await standingFreezes(tx);
    const incident = await tx.incident.findFirst({
      where: { rolloutId: rollout.id },
      orderBy: { number: "desc" },
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
      cause: await causeOf(tx, rollout),
      times: {
        breachAt: iso(rollout.breachAt),
        detectedAt: iso(rollout.detectedAt),
        decidedAt: iso(rollout.decidedAt),
        actuatedAt: iso(rollout.actuatedAt),
      },
      incident: incident?.number ?? null,
      lastRollback: await lastRollback(tx),
      steps: await stepsWithRows(tx, plan, steps),
      ...judged,
      held: await heldText(tx, file, freezes, now),
      asOf: now.toISOString(),
      sources: await sourcesOf(tx, steps),
      series: await armSeries(tx, plan, steps, rollout.endedAt ?? now),
      outcomesUntil: await outcomesNow(tx, file, now),
      verdicts: await verdictsGiven(tx, plan, rollout.id),
      events: await rolloutEvents(tx, rollout),
      mine: mine(file, caller, freezes),
    });
  },
});

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

async function lastRollback(tx: Tx): Promise<RolloutPageView["lastRollback"]> {
  const last = await tx.rollout.findFirst({
    where: { decidedAt: { not: null }, actuatedAt: { not: null } },
    orderBy: { actuatedAt: "desc" },
    select: { number: true, decidedAt: true, actuatedAt: true },
  });
  if (!last?.decidedAt || !last.actuatedAt) return null;
  return { rollout: last.number, ms: Math.max(0, last.actuatedAt.getTime() - last.decidedAt.getTime()) };
}

type Steps = Awaited<ReturnType<Tx["rolloutStep"]["findMany"]>>;

async function sourcesOf(tx: Tx, steps: Steps): Promise<RolloutPageView["sources"]> {
  const last = steps.at(-1);
  return last ? sourceReports(tx, last.exposureId) : [];
}

async function verdictsGiven(tx: Tx, plan: Plan, rolloutId: string): Promise<RolloutPageView["verdicts"]> {
  const rows = await tx.gateVerdict.findMany({
    where: { rolloutId },
    orderBy: { decidedAt: "desc" },
    take: VERDICTS_MAX,
    omit: { inputs: true, verdicts: true },
  });
  const changes = await evidenceChanges(tx, plan, { rolloutId });
  return rows.map((row) => ({
    id: row.id,
    stageIndex: row.stageIndex,
    decision: keptVerdict<"decision">(row).decision.kind,
    inputsDigest: row.inputsDigest,
    judgeVersion: row.judgeVersion,
    decidedAt: row.decidedAt.toISOString(),
    changed: changes.get(row.id) ?? null,
  }));
}

/** How far the outcomes of the present stage have come, while it is watched. */
const outcomesNow = async (
  tx: Tx,
  { rollout, plan }: RolloutFile,
  now: Date,
): Promise<RolloutPageView["outcomesUntil"]> =>
  isWatched(rollout.state) && rollout.exposureId ? outcomesUntil(tx, plan, rollout.exposureId, now) : [];

/** Judged now while it is watched; afterwards, as its last stage ended. */
async function judgedState(tx: Tx, file: RolloutFile, steps: Steps, now: Date) {
  const { rollout, plan } = file;
  if (isWatched(rollout.state)) {
    const { verdicts, evidence, because } = await judgeNow(tx, file, now);
    const guardrails = guardrailStates(plan, verdicts, evidence);
    return { judgedAt: now.toISOString(), guardrails, waitingFor: [...because] };
  }
  const last = steps.at(-1);
  if (!last?.leftAt) return { judgedAt: now.toISOString(), guardrails: [], waitingFor: [] };
  const { judgedAt, guardrails } = await stageEnd(tx, plan, last, last.leftAt);
  return { judgedAt, guardrails, waitingFor: [] };
}

/** What keeps it from going further besides evidence and conditions. */
async function heldText(
  tx: Tx,
  { rollout, release, pointer, plan }: RolloutFile,
  freezes: readonly Freeze[],
  now: Date,
) {
  if (!isWatched(rollout.state)) return null;
  const { changeClass } = release;
  const moving = movingOf({ release, pointer });
  const frozen = errorOf(notFrozen(frozenBy(freezes, moving, now)));
  if (frozen || changeClass === "normal") return frozen?.message ?? null;
  const file = await readRelease(tx, release.number, now);
  if (!file.ok) return null;
  return errorOf(mayGoFurther(file.value, enteringAfter(plan, rollout.stageIndex), now))?.message ?? null;
}

function mine(file: RolloutFile, caller: Caller, freezes: readonly Freeze[]) {
  const { rollout, base, exposure } = file;
  const inState = (verb: SteeringVerb) => errorOf(rolloutMachine.next(rollout.state, verb));
  const moved = exposure?.rolloutId === rollout.id ? null : "Another rollout has moved this pointer since.";
  const barred = {
    pause: barredFrom(caller, "rollout:pause") ?? inState("pause"),
    resume:
      barredFrom(caller, "rollout:resume") ??
      inState("resume") ??
      errorOf(heldStanding(freezes, movingOf(file))),
    halt: barredFrom(caller, "rollout:halt") ?? inState("halt"),
    "roll-back": barredFrom(caller, "rollout:roll-back") ?? inState("roll-back"),
  } satisfies Record<SteeringVerb, Why | null>;
  return {
    whyNotPause: barred.pause?.message ?? null,
    whyNotResume: barred.resume?.message ?? null,
    whyNotHalt: barred.halt?.message ?? null,
    whyNotRollBack: barred["roll-back"]?.message ?? (base ? moved : "No version was live here before."),
    places: placesOf(barred),
  };
}
