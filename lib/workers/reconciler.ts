import { hostname } from "node:os";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { Log } from "#lib/log.ts";
import { sweepOutcomes } from "#lib/monitoring/ingest/join-outcomes.ts";
import { dropOldAdditions } from "#lib/monitoring/ingest/store-additions.ts";
import { turnTelemetryDay } from "#lib/monitoring/rows/telemetry-days.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { closeReview } from "#lib/releases/commands/close-review.ts";
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { remindRelease } from "#lib/releases/commands/remind-release.ts";
import { revealVerdict } from "#lib/releases/commands/reveal-verdict.ts";
import { scheduleReview } from "#lib/releases/commands/schedule-review.ts";
import { settleRelease } from "#lib/releases/commands/settle-release.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { dueReviews } from "#lib/releases/queries/due-reviews.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { haltStoppedRollout } from "#lib/rollouts/commands/halt-stopped-rollout.ts";
import { haltUnjudgedRollout } from "#lib/rollouts/commands/halt-unjudged-rollout.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { holdLease, releaseLease } from "./lease.ts";
import { Unjudged } from "./unjudged.ts";
import { lookedAt, wakeUps } from "./wake-ups.ts";

const TICK_MS = 1000;
const WORK = "reconciler";
/** A rollout is halted after this many failed judgements in a row. */
const FAILURES_MAX = 3;

/**
 * Reads the present state, asks pure code what is due and runs the command. Woken by evidence and by a tick; may be
 * killed at any point: the next turn, here or elsewhere, finds the same work in the tables.
 */
export function startReconciler(db: Database, connectionString: string, log: Log): { stop(): Promise<void> } {
  const holder = `${hostname()}/${process.pid}/${uuidv7().slice(-6)}`;
  const turns = takeTurns({
    name: WORK,
    log,
    idleMs: TICK_MS,
    open: async (wake) => {
      const woken = wakeUps(TICK_MS);
      const listener = new pg.Client({ connectionString, application_name: "countersign reconciler" });
      listener.on("error", wake);
      listener.on("notification", ({ channel, payload }) => {
        woken.note(channel, payload);
        wake();
      });
      await listener.connect();
      await listener.query("LISTEN evidence; LISTEN exposure");
      const tidyWhenDue = tidying(db, log);
      const unjudged = new Unjudged();
      return {
        once: async () => {
          const fence = await holdLease(db, WORK, holder);
          if (fence === null) return "idle";
          const look = woken.take(performance.now());
          const workspaces = (await db.prisma.workspace.findMany({ select: { id: true } })).map(
            ({ id }) => id,
          );
          for (const { id, exposures } of lookedAt(look, workspaces))
            await reconcile(db, id, { fence, exposures, unjudged }, log);
          await tidyWhenDue(workspaces);
          return "idle";
        },
        close: () => listener.end(),
      };
    },
  });
  return {
    stop: async () => {
      await turns.stop();
      await releaseLease(db, WORK, holder).catch(() => {});
    },
  };
}

type Looking = {
  readonly fence: number;
  /** The exposures to judge; all of them where undefined. */
  readonly exposures: readonly string[] | undefined;
  readonly unjudged: Unjudged;
};

/** One pass over the rollouts of one workspace; carries out everything that is due. */
async function reconcile(
  db: Database,
  workspaceId: string,
  { fence, exposures, unjudged }: Looking,
  log: Log,
) {
  const caller = reconcilerOf(workspaceId);
  const due = await look(db, dueWork, { exposures: exposures && [...exposures] }, { caller });
  if (!due.ok) throw new Error(due.error.message);
  const { judge, stop, confirm, asOf: detectedAt } = due.value;
  for (const rollout of judge) {
    const judged = run(db, judgeRollout, { rollout, fence, detectedAt }, { caller });
    const failures = unjudged.note(
      `${workspaceId}/${rollout}`,
      await attempt(log, `judge rollout ${rollout}`, judged),
    );
    if (failures >= FAILURES_MAX)
      await attempt(
        log,
        `halt rollout ${rollout}`,
        run(db, haltUnjudgedRollout, { rollout, fence, failures }, { caller }),
      );
  }
  for (const rollout of stop)
    await attempt(
      log,
      `stop rollout ${rollout}`,
      run(db, haltStoppedRollout, { rollout, fence }, { caller }),
    );
  for (const rollback of confirm)
    await attempt(log, `confirm rollout ${rollback.rollout}`, run(db, confirmRollout, rollback, { caller }));
}

/**
 * Work that only time makes due waits for the tick, and takes at most a twentieth of the time: evidence of harm may
 * wake the reconciler many times a second.
 */
function tidying(db: Database, log: Log) {
  let dueAtMs = 0;
  return async (workspaces: readonly string[]): Promise<void> => {
    const beganMs = performance.now();
    if (beganMs < dueAtMs) return;
    await turnDay(db, log);
    for (const id of workspaces) await tidy(db, id, log);
    const endedMs = performance.now();
    dueAtMs = endedMs + Math.max(TICK_MS, 20 * (endedMs - beganMs));
  };
}

/**
 * What comes due with no command of its own: releases that end with time, sign-offs that a person's authority changed,
 * outcomes nobody joined.
 */
export async function tidy(db: Database, workspaceId: string, log: Log): Promise<void> {
  const caller = reconcilerOf(workspaceId);
  const due = await look(db, dueReleases, {}, { caller });
  if (!due.ok) throw new Error(due.error.message);
  for (const release of due.value.expire)
    await attempt(log, `expire release ${release}`, run(db, expireRelease, { release }, { caller }));
  for (const release of due.value.lapse)
    await attempt(log, `lapse release ${release}`, run(db, lapseRelease, { release }, { caller }));
  // An approval also lapses because an objector came back, who is then answered.
  for (const release of [...due.value.lapse, ...due.value.settle])
    await attempt(log, `settle release ${release}`, run(db, settleRelease, { release }, { caller }));
  for (const release of due.value.reveal)
    await attempt(
      log,
      `reveal verdicts of release ${release}`,
      run(db, revealVerdict, { release }, { caller }),
    );
  for (const release of due.value.remind)
    await attempt(log, `remind release ${release}`, run(db, remindRelease, { release }, { caller }));
  await reviewLive(db, caller, log);
  await inWorkspace(db, workspaceId, async (tx, now) => {
    await dropOldAdditions(tx);
    await sweepOutcomes(tx, workspaceId, now);
  });
}

/** Opens the re-reviews that are due of what is live, and closes those of what is not. */
async function reviewLive(db: Database, caller: Caller, log: Log): Promise<void> {
  const due = await look(db, dueReviews, {}, { caller });
  if (!due.ok) throw new Error(due.error.message);
  for (const review of due.value.close)
    await attempt(log, `close re-review ${review}`, run(db, closeReview, { review }, { caller }));
  for (const one of due.value.schedule)
    await attempt(log, `schedule a re-review on ${one.pointer}`, run(db, scheduleReview, one, { caller }));
}

/** Telemetry goes on under the day that is open, so a failure only puts it off. */
async function turnDay(db: Database, log: Log): Promise<void> {
  try {
    const done = await turnTelemetryDay(db.sql);
    if (done.length > 0) log.info({ done }, "turned the day of telemetry");
  } catch (error) {
    log.error({ err: error }, "the day of telemetry could not be turned; the next pass tries again");
  }
}

const reconcilerOf = (workspaceId: string): Caller => ({
  kind: "system",
  id: "reconciler",
  name: "Reconciler",
  workspaceId,
});

/** One failing subject must not block the others. Returns whether it came to an answer. */
async function attempt(log: Log, what: string, work: Promise<Result<unknown, Refusal>>): Promise<boolean> {
  try {
    const result = await work;
    // Another reconciler may have been first: the next pass finds out.
    if (result.ok) log.info({ what, result: result.value }, "reconciled");
    else log.debug({ what, refusal: result.error.code }, "not reconciled");
    return true;
  } catch (error) {
    log.error({ err: error, what }, "could not be reconciled; the next pass tries again");
    return false;
  }
}
