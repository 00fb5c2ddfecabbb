import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { ok } from "#lib/kernel/result.ts";
import { standingStop } from "#lib/policy/rows/freezes.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { type Decision, dueIn } from "#lib/rollouts/judge.ts";
import { evidenceSeen } from "#lib/rollouts/rows/evidence-seen.ts";
import { heldFromWidening } from "#lib/rollouts/rows/held-from-widening.ts";
import { type WatchedRollout, watchedRollouts } from "#lib/rollouts/rows/watched-rollouts.ts";

/** A server silent for this long is gone; nothing waits for its confirmation. */
const PRESENCE_SECONDS = 10;

/**
 * What evidence can make due: rollouts whose plan calls for an action, rollbacks first, and rollbacks that every
 * server has loaded. Level-triggered: a lost wake-up loses nothing.
 */
export const dueWork = defineQuery({
  name: "due-work",
  permission: "rollout:judge",
  summary: "List what is due on rollouts",
  input: z.strictObject({
    /** Only rollouts at one of these exposures. */
    exposures: z.array(z.string()).optional(),
  }),
  output: z.object({
    /** When this was read, by the database's clock. */
    asOf: z.date(),
    judge: z.array(z.number()),
    /** To halt, because all rollouts are stopped. */
    stop: z.array(z.number()),
    confirm: z.array(z.object({ rollout: z.number(), actuatedAt: z.date() })),
  }),

  async load(tx, { exposures }, { now }) {
    // First, because evidence that cannot be read may end the transaction.
    const [confirm, stop, watched] = await Promise.all([
      rollbacksTaken(tx, now),
      rolloutsStopped(tx),
      watchedRollouts(tx, exposures),
    ]);
    const due = await rolloutsDue(tx, watched, now);
    const held = await heldFromWidening(tx, due.advancing, now);
    const judge = [...due.harmful, ...due.others.filter((number) => !held.has(number))];
    return ok({ asOf: now, judge, stop, confirm });
  },
});

type Due = Readonly<Record<"harmful" | "others" | "advancing", readonly number[]>>;

async function rolloutsDue(tx: Tx, stages: readonly WatchedRollout[], now: Date): Promise<Due> {
  const evidence = await evidenceSeen(tx, stages, now);
  const harmful: number[] = [];
  const others: number[] = [];
  const advancing: number[] = [];
  for (const [at, { rollout, plan, stage }] of stages.entries()) {
    const due = dueOf(plan, stage, evidence[at] ?? null);
    if (due === "unknown") others.push(rollout.number);
    else if (due === "roll-back") harmful.push(rollout.number);
    else if (rollout.state === "running" && due !== "hold") {
      others.push(rollout.number);
      if (due === "advance") advancing.push(rollout.number);
    }
  }
  return { harmful, others, advancing };
}

/** A rollout that cannot be judged must not block the others: its failure shows when its turn comes. */
function dueOf(plan: Plan, stage: Stage, evidence: Evidence | null): Decision["kind"] | "unknown" {
  try {
    return evidence === null ? "unknown" : dueIn(plan, stage, evidence);
  } catch {
    return "unknown";
  }
}

async function rolloutsStopped(tx: Tx): Promise<number[]> {
  if ((await standingStop(tx)) === null) return [];
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM rollout WHERE state IN ('running', 'paused') ORDER BY number`;
  return rows.map(({ number }) => number);
}

async function rollbacksTaken(tx: Tx, now: Date): Promise<{ rollout: number; actuatedAt: Date }[]> {
  const present = new Date(now.getTime() - PRESENCE_SECONDS * 1000);
  const rows = await tx.$queryRaw<{ rollout: number; actuatedAt: Date | null; waiting: boolean }[]>`
    SELECT r.number AS rollout, max(a.loaded_at) AS "actuatedAt",
           EXISTS (SELECT FROM server_presence s WHERE s.seen_at > ${present}
                   AND NOT EXISTS (SELECT FROM exposure_ack k WHERE k.exposure_id = r.exposure_id AND k.server_id = s.server_id)) AS waiting
    FROM rollout r LEFT JOIN exposure_ack a ON a.exposure_id = r.exposure_id
    WHERE r.state = 'rolling-back' GROUP BY r.id`;
  // With no server running, nobody is served by the candidate either.
  return rows
    .filter((row) => !row.waiting)
    .map(({ rollout, actuatedAt }) => ({ rollout, actuatedAt: actuatedAt ?? now }));
}
