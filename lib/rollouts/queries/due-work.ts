import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import type { Tx } from "#lib/db/client.ts";
import { ok } from "#lib/kernel/result.ts";
import { readReleases } from "#lib/releases/queries/lock-release.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { readRollout } from "./lock-rollout.ts";
import { gatherStageEvidence } from "./stage-evidence.ts";

/** A server not heard of for this long is gone; its answer is not waited for. */
const PRESENCE_SECONDS = 10;
/** Of one kind in one look; the next look takes the rest. */
const RELEASES_MAX = 100;

/**
 * What the reconciler has to do now: rollouts the plan says something is due for, rollbacks every server has
 * taken in, releases whose time is over or whose approval lapsed. Level-triggered: a lost wake-up loses nothing.
 */
export const dueWork = defineQuery({
  name: "due-work",
  permission: "rollout:judge",
  summary: "What the reconciler has to do",
  input: z.strictObject({}),
  output: z.object({
    judge: z.array(z.number()),
    confirm: z.array(z.object({ rollout: z.number(), actuatedAt: z.date() })),
    expire: z.array(z.number()),
    lapse: z.array(z.number()),
    unjoined: z.boolean(),
  }),

  async load(tx, _input, { now }) {
    return ok({
      judge: await rolloutsDue(tx, now),
      confirm: await rollbacksTaken(tx, now),
      expire: await releasesOver(tx, now),
      lapse: await approvalsLapsed(tx),
      unjoined: await hasUnjoinedOutcomes(tx),
    });
  },
});

async function rolloutsDue(tx: Tx, now: Date): Promise<number[]> {
  const watched = await tx.rollout.findMany({
    where: { state: { in: ["running", "paused", "halted"] } },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  const due: number[] = [];
  for (const { number } of watched) {
    const file = await readRollout(tx, number);
    if (!file.ok) continue;
    const evidence = await gatherStageEvidence(tx, file.value, now);
    const { decision } = judgeStage(file.value.plan, file.value.stage, evidence);
    const running = file.value.rollout.state === "running";
    if (decision.kind === "roll-back" || (running && decision.kind !== "hold")) due.push(number);
  }
  return due;
}

async function rollbacksTaken(tx: Tx, now: Date): Promise<{ rollout: number; actuatedAt: Date }[]> {
  const present = new Date(now.getTime() - PRESENCE_SECONDS * 1000);
  const rows = await tx.$queryRaw<{ rollout: number; actuatedAt: Date | null; waiting: boolean }[]>`
    SELECT r.number AS rollout, max(a.loaded_at) AS "actuatedAt",
           EXISTS (SELECT FROM server_presence s WHERE s.seen_at > ${present}
                   AND NOT EXISTS (SELECT FROM exposure_ack k WHERE k.exposure_id = r.exposure_id AND k.server_id = s.server_id)) AS waiting
    FROM rollout r LEFT JOIN exposure_ack a ON a.exposure_id = r.exposure_id
    WHERE r.state = 'rolling-back' GROUP BY r.id`;
  // With no server running nobody is answered by the candidate either.
  return rows
    .filter((row) => !row.waiting)
    .map(({ rollout, actuatedAt }) => ({ rollout, actuatedAt: actuatedAt ?? now }));
}

async function releasesOver(tx: Tx, now: Date): Promise<number[]> {
  const rows = await tx.release.findMany({
    where: {
      OR: [
        { state: { in: ["in-review", "changes-requested"] }, dueAt: { lte: now } },
        { state: "approved", validUntil: { lte: now } },
      ],
    },
    select: { number: true },
    take: RELEASES_MAX,
  });
  return rows.map((row) => row.number);
}

/** Approved releases whose sign-off no longer derives: a signer lost the authority. */
async function approvalsLapsed(tx: Tx): Promise<number[]> {
  const approved = await tx.release.findMany({
    where: { state: "approved" },
    select: { number: true },
    take: RELEASES_MAX,
  });
  const files = await readReleases(
    tx,
    approved.map(({ number }) => number),
  );
  return files
    .filter((file) => !councilStanding({ ...file, seats: file.sections.policy.seats }).approved)
    .map(({ release }) => release.number);
}

async function hasUnjoinedOutcomes(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM outcome o JOIN prediction p USING (workspace_id, prediction_id) WHERE NOT o.joined AND p.label IS NULL
    ) AS found`;
  return row?.found ?? false;
}
