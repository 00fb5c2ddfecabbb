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

const common = { minSamplesPerArm: 1, maxStalenessSeconds: 11, onFail: "halt" } as const;
const windows = { kind: "threshold", max: 20, failure: { of: 4, k: 3 } } as const;
const plan: Plan = {
  ...basePlan,
  cohortSeconds: 5,
  maturitySeconds: 8,
  slices: { by: ["region"], most: 2, onFail: "roll-back" },
  guardrails: [
    ...basePlan.guardrails.map((guardrail) => ({ ...guardrail, ...common })),
    { ...common, id: "windows", title: "Windows", metric: "latency-ms", rule: windows },
    { ...common, id: "late", title: "Late", metric: "log-loss", rule: { ...windows, max: 1 } },
    {
      ...common,
      id: "accuracy",
      title: "Accuracy",
      metric: "accuracy",
      rule: { kind: "sequential", rollbackMargin: 0.01, advanceMargin: 0.02 },
    },
    {
      ...common,
      id: "none",
      title: "None",
      metric: "error-rate",
      rule: { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.1 },
    },
    {
      ...common,
      id: "p95",
      title: "P95",
      metric: "latency-p95",
      rule: { kind: "sequential", rollbackMargin: 5, advanceMargin: 20, relative: true },
    },
  ],
};

/** A reconciler leads, and a rollout watches the exposure. */
async function watched() {
  const { exposureId } = await stages.underWatch(plan, { plan });
  const { db, workspaceId } = stages.here;
  await stages.lead(exposureId);
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

/** The same but for what adding in another order rounds differently. */
function expectAlike(seen: unknown, read: unknown, at = ""): void {
  if (
    typeof seen === "number" &&
    typeof read === "number" &&
    !(Number.isInteger(seen) && Number.isInteger(read))
  ) {
    expect(Math.abs(seen - read), at).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(read)));
  } else if (typeof seen === "object" && seen !== null && typeof read === "object" && read !== null) {
    expect(Object.keys(seen).sort(), at).toEqual(Object.keys(read).sort());
    for (const key of Object.keys(seen))
      expectAlike(Reflect.get(seen, key), Reflect.get(read, key), `${at}.${key}`);
  } else expect(seen, at).toEqual(read);
}

const id = fc.integer({ min: 0, max: 9 });
const answer = fc.record({
  id,
  arm: fc.constantFrom(...ARMS),
  ago: fc.integer({ min: 0, max: 20 }),
  score: fc.constantFrom(0.1, 0.7, null),
  latencyMs: fc.constantFrom(3.3, 12, 47.7, null, "NaN"),
  failed: fc.boolean(),
  subject: fc.constantFrom(undefined, "ada", "bob", "cem"),
  slices: fc.constantFrom({}, { region: "north" }, { region: "south", cabin: "x" }, { region: "isle" }),
});
const turn = fc.record({
  wait: fc.constantFrom(0.5, 3, 5, 8, 13, 47),
  answers: fc.array(answer, { maxLength: 5 }),
  labels: fc.array(fc.record({ id, label: fc.constantFrom(0 as const, 1 as const) }), { maxLength: 6 }),
  /** As after a crash of the database, or a minute in which nobody looked. */
  lost: fc.constantFrom(false, false, false, true),
});

it("is what reading everything finds, whatever arrives in whatever order, late or again, and as time passes", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 3, maxLength: 10 }), async (turns) => {
      run += 1;
      const { exposureId, looks } = await watched();
      let now = 0;
      const alike = async () => {
        const { seen, read } = await looks(later(now));
        expectAlike(seen, read);
      };
      for (const { wait, answers, labels, lost } of turns) {
        const rows = answers.map(({ id: at, ago, subject, ...sent }) =>
          prediction(exposureId, later(Math.max(0, now - ago)), {
            ...sent,
            ...(subject ? { subject } : {}),
            predictionId: `${run}-${at}`,
          }),
        );
        if (rows.length > 0) await stages.send.predictions(rows, later(now));
        await alike();
        const outcomes = labels.map(({ id: at, label }) => outcome(`${run}-${at}`, label, later(now)));
        if (outcomes.length > 0) await stages.send.outcomes(outcomes, later(now));
        if (lost)
          await inWorkspace(
            stages.here.db,
            stages.here.workspaceId,
            (tx) => tx.$executeRaw`DELETE FROM evidence_addition`,
          );
        await alike();
        now += wait;
        await alike();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

it("reads only what was added since, and everything where the additions do not lead to what is stored", async () => {
  const { exposureId, looks } = await watched();
  const n = async (at: number) => (await looks(later(at))).seen.byGuardrail["errors"]!.candidate!.n;
  const answer = () => prediction(exposureId, later(0.1), { arm: "candidate" });
  await stages.send.predictions([answer()], later(0.2));
  expect(await n(0.3)).toBe(1);
  // What the sums say is changed past the mark, which nobody but the owner can.
  await stages.asOwner("UPDATE metric_rollup SET n = n + 100 WHERE exposure_id = $1", [exposureId]);
  expect(await n(0.9)).toBe(1);
  expect(await n(5.1)).toBe(1);
  await stages.send.predictions([answer()], later(5.2));
  expect(await n(5.3)).toBe(2);
  await stages.send.predictions([answer()], later(5.4));
  await stages.asOwner("TRUNCATE evidence_addition");
  expect(await n(5.5)).toBe(103);
});

it("follows no additions past a writer who told of none, and none of another time line", async () => {
  const { exposureId, looks } = await watched();
  const answer = () => prediction(exposureId, later(0.1), { arm: "candidate" });
  const alike = async (at: number) => {
    const { seen, read } = await looks(later(at));
    expectAlike(seen, read);
  };
  await stages.send.predictions([answer()], later(0.2));
  await alike(0.3);
  await withClient(stages.here.database.ownerUrl, (owner) =>
    owner.query("UPDATE metric_rollup SET n = n + 7 WHERE exposure_id = $1", [exposureId]),
  );
  await stages.send.predictions([answer()], later(0.4));
  await alike(0.5);
  await stages.asOwner(
    "UPDATE evidence_addition SET mark_before = gen_random_uuid() WHERE exposure_id = $1",
    [exposureId],
  );
  await stages.asOwner("UPDATE metric_rollup SET n = n - 7 WHERE exposure_id = $1", [exposureId]);
  await stages.asOwner("UPDATE evidence_mark SET mark = gen_random_uuid() WHERE exposure_id = $1", [
    exposureId,
  ]);
  await alike(0.6);
});

it("misses nothing that was stored before a look and committed after it", async () => {
  const { exposureId, looks } = await watched();
  const n = async () => {
    const { seen, read } = await looks(later(20.5));
    expectAlike(seen, read);
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
