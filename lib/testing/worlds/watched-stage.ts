import { expect } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { gatherEvidence } from "#lib/rollouts/rows/gather-evidence.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { exposedModel, outcome, prediction, type SentPrediction, sender } from "./telemetry.ts";
import { type TestWorkspace, testWorkspace } from "./workspace.ts";

export const ENTERED = new Date("2026-11-24T09:00:30.000Z");
export const later = (seconds: number) => new Date(ENTERED.getTime() + seconds * 1000);
export const seconds = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
export const ARMS = ["baseline", "candidate"] as const;

type Exposing = Parameters<Awaited<ReturnType<typeof exposedModel>>["expose"]>[0];

/** A workspace for entering stages, sending telemetry and gathering evidence, under the test's own clock. */
export async function watchedStages() {
  const here: TestWorkspace = await testWorkspace();
  const model = await exposedModel(here);
  const send = sender(here);

  /** A stage of its own with the plan's bucket width. */
  async function underWatch(plan: Plan, exposing: Partial<Exposing> = {}) {
    const exposureId = await model.expose({ at: ENTERED, cohortSeconds: plan.cohortSeconds, ...exposing });
    const watched = {
      exposureId,
      enteredAt: ENTERED,
      exposure: { kind: "canary", candidateWeight: 2500, holdoutWeight: 0 } as const,
      deadlineSeconds: 3600,
    };
    const evidence = (asOf: Date) =>
      inWorkspace(here.db, here.workspaceId, (tx) => gatherEvidence(tx, plan, watched, asOf));
    type Change = (arm: string, second: number) => Partial<SentPrediction>;
    const answers = (second: number, change: Change) =>
      ARMS.map((arm) => prediction(exposureId, later(second), { arm, ...change(arm, second) }));
    const receive = async (rows: readonly SentPrediction[], at: number) =>
      expect(await send.predictions(rows, later(at))).toMatchObject({ ok: true });
    const label = (rows: readonly SentPrediction[], at: number) =>
      send.outcomes(
        rows.map((row) => outcome(row.predictionId, 1, later(at))),
        later(at),
      );
    /** Both arms answer once a second, and all outcomes arrive in the last. */
    const traffic = async (at: readonly number[], change: Change = () => ({})) => {
      const rows: SentPrediction[] = [];
      for (const second of at) {
        const now = answers(second, change);
        await receive(now, second);
        rows.push(...now);
      }
      await label(rows, Math.max(...at));
    };
    /** The same, received in one batch at the end. */
    const backlog = async (at: readonly number[], change: Change = () => ({})) => {
      const rows = at.flatMap((second) => answers(second, change));
      await receive(rows, Math.max(...at));
      await label(rows, Math.max(...at));
    };
    return { exposureId, evidence, traffic, backlog };
  }

  return { here, send, underWatch, ...byOwner(here) };
}

/** Changes of a database that nobody makes by its commands. */
function byOwner(here: TestWorkspace) {
  /** As the owner, past every trigger. */
  const asOwner = (text: string, values: readonly unknown[] = []) =>
    withClient(here.database.ownerUrl, async (owner) => {
      await owner.query("SET session_replication_role = replica");
      await owner.query(text, [...values]);
    });

  /** Makes a reconciler lead, and a rollout that goes on with the exposure. */
  async function lead(exposureId: string) {
    await asOwner(
      "INSERT INTO worker_lease VALUES ('reconciler', 'here', 1, 'infinity') ON CONFLICT DO NOTHING",
    );
    await asOwner(
      `INSERT INTO rollout (id, workspace_id, number, release_id, pointer_id, candidate_id, state, plan, plan_digest, salt,
                            stage_index, stage_entered_at, exposure_id, started_by_id, started_by, started_at)
       SELECT id, workspace_id, 1 + (SELECT count(*) FROM rollout), id, pointer_id, candidate_id, 'running', '{}', '', '',
              0, at, id, '', '', at
       FROM exposure WHERE id = $1`,
      [exposureId],
    );
  }

  return { asOwner, lead };
}
