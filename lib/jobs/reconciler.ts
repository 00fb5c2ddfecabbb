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
import { expireRelease } from "#lib/releases/commands/expire-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { dueWork } from "#lib/rollouts/queries/due-work.ts";
import { holdLease, releaseLease } from "./lease.ts";
import { takeTurns } from "./turns.ts";

const TICK_MS = 1000;
const WORK = "reconciler";

/**
 * Looks at what is, asks pure code what is due and runs the command. Woken by evidence and by a tick; may be killed
 * at any point: the next turn, here or elsewhere, finds the same work in the tables.
 */
export function startReconciler(db: Database, connectionString: string, log: Log): { stop(): Promise<void> } {
  const holder = `${hostname()}/${process.pid}/${uuidv7().slice(-6)}`;
  const turns = takeTurns({
    name: WORK,
    log,
    idleMs: TICK_MS,
    open: async (wake) => {
      const listener = new pg.Client({ connectionString, application_name: "countersign reconciler" });
      listener.on("error", wake);
      listener.on("notification", wake);
      await listener.connect();
      await listener.query("LISTEN evidence; LISTEN exposure");
      return {
        once: async () => {
          const fence = await holdLease(db, WORK, holder);
          if (fence !== null) await reconcileAll(db, fence, log);
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

async function reconcileAll(db: Database, fence: number, log: Log): Promise<void> {
  const workspaces = await db.prisma.workspace.findMany({ select: { id: true } });
  for (const { id } of workspaces) await reconcile(db, id, fence, log);
}

/** One look at one workspace; everything that is due there is done. */
export async function reconcile(db: Database, workspaceId: string, fence: number, log: Log): Promise<void> {
  const caller: Caller = { kind: "system", id: "reconciler", name: "Reconciler", workspaceId };
  const detectedAt = new Date();
  const due = await look(db, dueWork, {}, { caller, now: detectedAt });
  if (!due.ok) throw new Error(due.error.message);
  // One subject in trouble must not keep the others from being looked at.
  const attempt = async (what: string, work: Promise<Result<unknown, Refusal>>): Promise<void> => {
    try {
      const result = await work;
      // Someone else may have been first: the next look tells.
      if (result.ok) log.info({ what, result: result.value }, "reconciled");
      else log.debug({ what, refusal: result.error.code }, "not reconciled");
    } catch (error) {
      log.error({ err: error, what }, "could not be reconciled; the next look tries again");
    }
  };
  for (const rollout of due.value.judge)
    await attempt(
      `judge rollout ${rollout}`,
      run(db, judgeRollout, { rollout, fence, detectedAt }, { caller }),
    );
  for (const rollback of due.value.confirm)
    await attempt(`confirm rollout ${rollback.rollout}`, run(db, confirmRollout, rollback, { caller }));
  for (const release of due.value.expire)
    await attempt(`expire release ${release}`, run(db, expireRelease, { release }, { caller }));
  for (const release of due.value.lapse)
    await attempt(`lapse release ${release}`, run(db, lapseRelease, { release }, { caller }));
  if (due.value.unjoined)
    await inWorkspace(db, workspaceId, (tx) => sweepOutcomes(tx, workspaceId, new Date()));
}
