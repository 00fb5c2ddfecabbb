import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { plan as basePlan, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import { exposedModel, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { gatherEvidence } from "./gather-evidence.ts";

const ENTERED = new Date("2026-11-24T09:00:30.000Z");
const later = (seconds: number) => new Date(ENTERED.getTime() + seconds * 1000);
const ROWS = 5000;

const guardrail = { ...basePlan.guardrails[0]!, id: "cost", metric: callCost.id };
const plan: Plan = { ...basePlan, metrics: [callCost], guardrails: [guardrail] };
const stateOf = (judgedBy: Plan, evidence: Awaited<ReturnType<typeof gatherEvidence>>) =>
  judgeStage(judgedBy, stage, evidence).verdicts.map(({ state }) => state);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
});
afterAll(() => here?.close());

/** A stage with fresh answers in both arms. */
async function answering() {
  const exposureId = await model.expose({ at: ENTERED, cohortSeconds: plan.cohortSeconds });
  const rows = (["baseline", "candidate"] as const).map((arm) => prediction(exposureId, later(9), { arm }));
  expect(await sender(here).predictions(rows, later(9))).toMatchObject({ ok: true });
  const exposure = { kind: "canary", candidateWeight: 2500, holdoutWeight: 0 } as const;
  const evidence = () =>
    inWorkspace(here.db, here.workspaceId, (tx) =>
      gatherEvidence(
        tx,
        plan,
        { exposureId, enteredAt: ENTERED, exposure, deadlineSeconds: 3600 },
        later(10),
      ),
    );
  return { exposureId, evidence };
}

const rolledUp = (exposureId: string, arm: string, mean: number) =>
  inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.metricRollup.create({
      data: {
        workspaceId: here.workspaceId,
        exposureId,
        arm,
        slice: "",
        metric: callCost.id,
        bucketSeconds: plan.cohortSeconds,
        clock: "receipt",
        bucketAt: later(9),
        n: ROWS,
        nonFinite: 0,
        total: ROWS * mean,
        totalSquares: ROWS * (mean * mean + 0.01),
        units: 0,
        latestAt: later(9),
      },
    }),
  );

describe("a metric that the plan declares", () => {
  it("holds the stage while nothing reports it", async () => {
    const found = await (await answering()).evidence();
    expect(found.byGuardrail).toEqual({ cost: { baseline: null, candidate: null } });
    expect(stateOf(plan, found)).toEqual(["NO_DATA"]);
    expect(judgeStage(plan, stage, found).decision.kind).toBe("hold");
  });

  it("is judged by its roll-ups as soon as they are there, in the direction declared", async () => {
    const { exposureId, evidence } = await answering();
    await rolledUp(exposureId, "baseline", 1);
    await rolledUp(exposureId, "candidate", 1.2);
    const found = await evidence();
    expect(found.byGuardrail["cost"]!.candidate).toMatchObject({ n: ROWS, mean: 1.2 });
    expect(stateOf(plan, found)).toEqual(["FAIL"]);
    const turned: Plan = { ...plan, metrics: [{ ...callCost, better: "higher" }] };
    expect(stateOf(turned, found)).toEqual(["PASS"]);
  });
});

it("is judged from the rows that carry it, and its broken values by arm", async () => {
  const spend = { ...callCost, id: "spend" };
  const judged: Plan = { ...plan, metrics: [spend], guardrails: [{ ...guardrail, metric: spend.id }] };
  const at = { at: ENTERED, cohortSeconds: plan.cohortSeconds, plan: judged };
  const exposureId = await model.expose(at);
  const rows = Array.from({ length: 2000 }, (_, n) =>
    (["baseline", "candidate"] as const).map((arm) => {
      const spent = arm === "baseline" ? 0.5 + (n % 3) / 10 : 4 + (n % 3) / 10;
      return prediction(exposureId, later(9), { arm, measures: { spend: n === 7 ? 99 : spent } });
    }),
  ).flat();
  expect(await sender(here).predictions(rows, later(9))).toMatchObject({ ok: true });
  const exposure = { kind: "canary", candidateWeight: 2500, holdoutWeight: 0 } as const;
  const found = await inWorkspace(here.db, here.workspaceId, (tx) =>
    gatherEvidence(
      tx,
      judged,
      { exposureId, enteredAt: ENTERED, exposure, deadlineSeconds: 3600 },
      later(10),
    ),
  );
  expect(found.byGuardrail["cost"]).toMatchObject({
    baseline: { n: 1999, nonFinite: 1 },
    candidate: { n: 1999, nonFinite: 1 },
  });
  expect(stateOf(judged, found)).toEqual(["FAIL"]);
  const turned: Plan = { ...judged, metrics: [{ ...spend, better: "higher" }] };
  expect(stateOf(turned, found)).toEqual(["PASS"]);
});
