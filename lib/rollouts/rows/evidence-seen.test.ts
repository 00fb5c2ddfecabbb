import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspacePlain } from "#lib/db/plain-sql.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { storeObservations } from "#lib/monitoring/ingest/store-rollups.ts";
import type { Observation } from "#lib/monitoring/observation.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { plan as basePlan, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import { outcome, prediction } from "#lib/testing/worlds/telemetry.ts";
import { ARMS, ENTERED, later, watchedStages } from "#lib/testing/worlds/watched-stage.ts";
import { evidenceSeen } from "./evidence-seen.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { stageUnderWatch } from "./stage-evidence.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());

const plan: Plan = { ...basePlan, cohortSeconds: 5, maturitySeconds: 8 };

async function watched() {
  const { exposureId } = await stages.underWatch(plan);
  const { db, workspaceId } = stages.here;
  const rollout = { exposureId, stageEnteredAt: ENTERED };
  /** As the reconciler sees it, and as it is when everything is read. */
  const looks = (asOf: Date) =>
    inWorkspace(db, workspaceId, async (tx) => ({
      seen: (await evidenceSeen(tx, [{ rollout, plan, stage }], asOf))[0]!,
      read: await gatherEvidence(
        tx,
        plan,
        stageUnderWatch(plan, stage, { exposureId, enteredAt: ENTERED }),
        asOf,
      ),
    }));
  return { exposureId, looks };
}

const step = fc.oneof(
  fc.record({ wait: fc.integer({ min: 1, max: 40 }).map((tenths) => tenths / 10) }),
  fc.record({
    answers: fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 12 }),
        arm: fc.constantFrom(...ARMS),
        ago: fc.integer({ min: 0, max: 20 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  fc.record({
    labels: fc.array(
      fc.record({ id: fc.integer({ min: 0, max: 12 }), label: fc.constantFrom(0 as const, 1 as const) }),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
  }),
);

it("is what reading everything finds, whatever arrives in whatever order, late or again, and as time passes", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      run += 1;
      const { exposureId, looks } = await watched();
      let now = 0;
      for (const each of steps) {
        if ("wait" in each) now += each.wait;
        if ("answers" in each)
          await stages.send.predictions(
            each.answers.map(({ id, arm, ago }) =>
              prediction(exposureId, later(Math.max(0, now - ago)), { arm, predictionId: `${run}-${id}` }),
            ),
            later(now),
          );
        if ("labels" in each)
          await stages.send.outcomes(
            each.labels.map(({ id, label }) => outcome(`${run}-${id}`, label, later(now))),
            later(now),
          );
        const { seen, read } = await looks(later(now));
        expect(seen).toEqual(read);
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

it("is read again only after a change, or when a bucket comes of age", async () => {
  const { exposureId, looks } = await watched();
  const n = async (at: number) => (await looks(later(at))).seen.byGuardrail["errors"]!.candidate!.n;
  const answer = () => prediction(exposureId, later(0.1), { arm: "candidate" });
  await stages.send.predictions([answer()], later(0.2));
  expect(await n(0.3)).toBe(1);
  // What the sums say is changed past the mark, which nobody but the owner can.
  await withClient(stages.here.database.ownerUrl, async (owner) => {
    await owner.query("SET session_replication_role = replica");
    await owner.query("UPDATE metric_rollup SET n = n + 100 WHERE exposure_id = $1", [exposureId]);
  });
  expect(await n(0.9)).toBe(1);
  expect(await n(5.1)).toBe(101);
  await stages.send.predictions([answer()], later(5.2));
  expect(await n(5.3)).toBe(102);
});

it("misses nothing that was stored before a look and committed after it", async () => {
  const { exposureId, looks } = await watched();
  const n = async () => {
    const { seen, read } = await looks(later(20.5));
    expect(seen).toEqual(read);
    return seen.byGuardrail["errors"]!.candidate?.n ?? 0;
  };
  const observation = (second: number): Observation => ({
    exposureId,
    cohortSeconds: plan.cohortSeconds,
    arm: "candidate",
    metric: "error-rate",
    at: later(second),
    receivedAt: later(second),
    value: 0,
    group: null,
    first: true,
    slices: {},
  });
  const { db, workspaceId } = stages.here;
  const stored = Promise.withResolvers<void>();
  const looked = Promise.withResolvers<void>();
  const slow = inWorkspacePlain(db, workspaceId, async (tx) => {
    await storeObservations(tx, workspaceId, [observation(1)], later(1));
    stored.resolve();
    await looked.promise;
  });
  await stored.promise;
  const quick = stages.send.predictions([prediction(exposureId, later(11), { arm: "candidate" })], later(11));
  expect(await n()).toBe(0);
  looked.resolve();
  await Promise.all([slow, quick]);
  expect(await n()).toBe(2);
});
