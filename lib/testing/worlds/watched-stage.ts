import { expect } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { gatherEvidence } from "#lib/rollouts/rows/gather-evidence.ts";
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
    };
    const evidence = (asOf: Date) =>
      inWorkspace(here.db, here.workspaceId, (tx) => gatherEvidence(tx, plan, watched, asOf));
    /** Both arms answer once a second, and each outcome arrives a second later. */
    const traffic = async (
      at: readonly number[],
      change: (arm: string, second: number) => Partial<SentPrediction> = () => ({}),
    ) => {
      const rows = at.flatMap((second) =>
        ARMS.map((arm) => prediction(exposureId, later(second), { arm, ...change(arm, second) })),
      );
      const last = Math.max(...at);
      expect(await send.predictions(rows, later(last))).toMatchObject({ ok: true });
      await send.outcomes(
        rows.map((row) => outcome(row.predictionId, 1, later(last))),
        later(last),
      );
    };
    return { exposureId, evidence, traffic };
  }

  return { here, send, underWatch };
}
