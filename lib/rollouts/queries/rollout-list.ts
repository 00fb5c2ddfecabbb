import { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { paging, pointerName, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { closestToMargin } from "#lib/rollouts/closest-verdict.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { isWatched, ROLLOUT_STATES, type RolloutState } from "#lib/rollouts/rollout.ts";
import { awaited, causeOf } from "#lib/rollouts/rows/deciding-verdict.ts";
import { judgeNow } from "#lib/rollouts/rows/judge-now.ts";
import { type Rollout, type RolloutFile, readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { type ListedRollout, rolloutListView } from "#lib/rollouts/views/rollout-list.ts";

const input = z.strictObject({
  ...paging,
  state: z.enum(ROLLOUT_STATES).optional(),
  /** `live`: rollouts that still expose somebody or are rolling back. */
  only: z.enum(["live", "ended"]).optional(),
  model: slug.optional(),
  pointer: pointerName.optional(),
  q: z.string().max(100).optional(),
  /** `yes`: only those that the caller started. */
  mine: z.string().max(3).optional(),
});

const LIVE: RolloutState[] = ["running", "paused", "halted", "rolling-back"];
const ENDED: RolloutState[] = ["rolled-back", "completed"];

/** Rollouts, newest first. */
export const rolloutList = defineQuery({
  name: "rollout-list",
  permission: "rollout:read",
  summary: "List rollouts",
  input,
  output: rolloutListView,

  async load(tx, filter, { caller, now }) {
    const rows = await tx.rollout.findMany({
      where: await whereOf(tx, filter, caller),
      orderBy: { number: "desc" },
      take: filter.limit + 1,
      select: { number: true },
    });
    const items: ListedRollout[] = [];
    for (const { number } of rows.slice(0, filter.limit)) {
      const file = await readRollout(tx, number);
      if (file.ok) items.push(await itemOf(tx, file.value, now));
    }
    return ok({ items, nextCursor: rows.length > filter.limit ? String(items.at(-1)!.number) : null });
  },
});

async function whereOf(
  tx: Tx,
  { cursor, state, only, model, pointer, q, mine }: z.output<typeof input>,
  caller: Caller,
): Promise<Prisma.RolloutWhereInput> {
  const states = state ? [state] : { live: LIVE, ended: ENDED, all: [...ROLLOUT_STATES] }[only ?? "all"];
  const where = {
    state: { in: states },
    ...(cursor && /^\d{1,9}$/.test(cursor) ? { number: { lt: Number(cursor) } } : {}),
    ...(mine === "yes" ? { startedById: caller.id } : {}),
  };
  if (!model && !pointer && !q) return where;
  const contains = { contains: q ?? "", mode: "insensitive" as const };
  const pointers = await tx.pointer.findMany({
    where: {
      ...(pointer ? { name: pointer } : {}),
      model: model ? { name: model } : {},
      OR: [{ name: contains }, { model: { name: contains } }],
    },
    select: { id: true },
  });
  return { ...where, pointerId: { in: pointers.map(({ id }) => id) } };
}

async function itemOf(tx: Tx, file: RolloutFile, now: Date): Promise<ListedRollout> {
  const { rollout, release, pointer, base, candidate, stage, plan } = file;
  const state = rollout.state;
  const judged = isWatched(state) ? await judgeNow(tx, file, now) : null;
  return {
    number: rollout.number,
    release: release.number,
    state,
    model: pointer.model.name,
    pointer: pointer.name,
    base: base?.number ?? null,
    candidate: candidate.number,
    stage: stage.name,
    exposurePercent: exposurePercent(state, plan, rollout.stageIndex),
    servedPercent: servedPercent(state, plan, rollout.stageIndex),
    stages: plan.stages.map(({ name, kind, trafficPercent }) => ({ name, kind, trafficPercent })),
    stageIndex: rollout.stageIndex,
    stageEnteredAt: rollout.stageEnteredAt.toISOString(),
    stageShare: shareOver(rollout.stageEnteredAt, stage.minSeconds, rollout.endedAt ?? now),
    readyAt: secondsLater(rollout.stageEnteredAt, stage.minSeconds).toISOString(),
    deadlineAt: secondsLater(rollout.stageEnteredAt, stage.deadlineSeconds).toISOString(),
    onDeadline: stage.onDeadline,
    stoppedAt: await stoppedAt(tx, rollout),
    startedBy: rollout.startedBy,
    startedAt: rollout.startedAt.toISOString(),
    endedAt: rollout.endedAt?.toISOString() ?? null,
    note: judged
      ? (judged.because[0] ?? "Every guardrail passes")
      : (rollout.because ?? "Every stage passed"),
    decides: decidesOf(file, judged ? awaited(judged) : await causeOf(tx, rollout), judged?.evidence),
    closest: judged ? decidesOf(file, closestToMargin(judged.verdicts), judged.evidence) : null,
    health: healthOf(state, judged?.because.length ?? 0),
  };
}

/** By its own stream: a row holds its state without the moment it came to it. */
async function stoppedAt(tx: Tx, { id, state }: Rollout): Promise<string | null> {
  if (state !== "halted" && state !== "paused") return null;
  const rows = await tx.$queryRaw<{ at: Date }[]>`
    SELECT occurred_at AS at FROM audit_event
    WHERE stream = ${`rollout/${id}`} AND action = ${`rollout.${state}`} ORDER BY stream_seq DESC LIMIT 1`;
  return rows[0]?.at.toISOString() ?? null;
}

function decidesOf(
  { plan, stage }: RolloutFile,
  verdict: GuardrailVerdict | null,
  evidence: Evidence | undefined,
): ListedRollout["decides"] {
  const guardrail = plan.guardrails.find(({ id }) => id === verdict?.guardrailId);
  if (!verdict || !guardrail) return null;
  const { minSamplesPerArm, advanceMargins } = stage;
  return {
    guardrail,
    metrics: plan.metrics,
    stage: { minSamplesPerArm, advanceMargins },
    latestAt: evidence?.byGuardrail[guardrail.id]?.candidate?.latestAt ?? null,
    verdict,
  };
}

function exposurePercent(state: RolloutState, plan: Plan, stageIndex: number): number {
  if (state === "completed") return 100;
  if (state === "rolled-back" || state === "rolling-back") return 0;
  return plan.stages[stageIndex]?.trafficPercent ?? 0;
}

function shareOver(enteredAt: Date, minSeconds: number, at: Date): number {
  const seconds = (at.getTime() - enteredAt.getTime()) / 1000;
  return minSeconds > 0 ? Math.min(1, Math.max(0, seconds / minSeconds)) : 1;
}

function servedPercent(state: RolloutState, plan: Plan, stageIndex: number): number {
  const share = exposurePercent(state, plan, stageIndex);
  const kept = state !== "completed" && plan.stages[stageIndex]?.kind === "full" ? plan.holdoutPercent : 0;
  return Math.max(0, share - kept);
}

function healthOf(state: RolloutState, waitingFor: number): ListedRollout["health"] {
  if (state === "rolled-back" || state === "rolling-back" || state === "halted") return "fail";
  return state === "paused" || waitingFor > 0 ? "hold" : "pass";
}
