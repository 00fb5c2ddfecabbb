import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { gatherEvidence } from "#lib/rollouts/rows/gather-evidence.ts";
import { plan as basePlan } from "#lib/testing/specimens/rollout-evidence.ts";
import { rollupTotals } from "#lib/testing/worlds/rollup-totals.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
  send = sender(here);
});
afterAll(() => here?.close());

const SCORES = { baseline: 0.25, candidate: 0.5 };
/** The candidate's log-loss minus the baseline's, by the label. */
const APART = [Math.log(0.75 / 0.5), Math.log(0.25 / 0.5)] as const;

/** Both answers to one request. */
function both(exposureId: string, change: Partial<Parameters<typeof prediction>[2]> = {}) {
  const base = prediction(exposureId, later(1), { score: SCORES.baseline });
  return [base, { ...base, arm: "candidate" as const, score: SCORES.candidate, ...change }] as const;
}
const pairs = async (exposureId: string, metric = "log-loss") => {
  const { n, nonFinite, total } = await rollupTotals(here, exposureId, metric, ["pair"]);
  return { n, nonFinite, total: Number(total.toFixed(9)) };
};
const sum = (n: number, total: number, nonFinite = 0) => ({ n, nonFinite, total: Number(total.toFixed(9)) });
const label = (id: string, value: 0 | 1, at = 4) => send.outcomes([outcome(id, value, later(at))], later(at));

describe("a request that both versions answered in shadow", () => {
  it("is a pair once its outcome is known, however they arrive", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const [together, apart, early] = [both(at), both(at), both(at)];
    await send.predictions(together, later(2));
    await label(together[0].predictionId, 1);
    expect(await pairs(at)).toEqual(sum(1, APART[1]));
    await send.predictions([apart[0]], later(2));
    await label(apart[0].predictionId, 0);
    expect(await pairs(at)).toEqual(sum(1, APART[1]));
    await send.predictions([apart[1]], later(5));
    expect(await pairs(at)).toEqual(sum(2, APART[1] + APART[0]));
    await label(early[0].predictionId, 0);
    await send.predictions(early, later(5));
    await send.predictions(early, later(6));
    expect(await pairs(at)).toEqual(sum(3, APART[1] + 2 * APART[0]));
    expect(await pairs(at, "accuracy")).toEqual(sum(3, -1 + 2 * 0));
  });

  it("follows a corrected outcome", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const rows = both(at);
    await send.predictions(rows, later(2));
    for (const value of [1, 0, 1, 0] as const) await label(rows[0].predictionId, value);
    expect(await pairs(at)).toEqual(sum(1, APART[0]));
  });

  it("is none where one answer failed, and not a number where one is none", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    for (const change of [{ failed: true, score: null }, { score: "NaN" }]) {
      const rows = both(at, change);
      await send.predictions(rows, later(2));
      await label(rows[0].predictionId, 1);
    }
    expect(await pairs(at)).toEqual(sum(0, 0, 1));
  });

  it("is none outside of shadow, where one id is two requests", async () => {
    const at = await model.expose({ at: T0 });
    const rows = both(at);
    await send.predictions(rows, later(2));
    await label(rows[0].predictionId, 1);
    expect(await pairs(at)).toEqual(sum(0, 0));
  });
});

describe("the evidence of a shadow stage", () => {
  const plan: Plan = { ...basePlan, maturitySeconds: 3 };
  const gathered = (exposureId: string) =>
    inWorkspace(here.db, here.workspaceId, (tx) => {
      const exposure = { kind: "shadow", candidateWeight: 0, holdoutWeight: 0 } as const;
      const watched = { exposureId, enteredAt: T0, exposure, deadlineSeconds: 3600 };
      return gatherEvidence(tx, plan, watched, later(30));
    });

  it("is that of pairs, with how alike those of a subject are", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const rows = Array.from({ length: 40 }, (_, id) =>
      both(at, {}).map((row) => ({ ...row, subject: `s${id % 8}` })),
    );
    await send.predictions(rows.flat(), later(2));
    for (const [row] of rows) await label(row!.predictionId, 1);
    const { byGuardrail } = await gathered(at);
    const { paired } = byGuardrail["log-loss"]!;
    expect(paired).toMatchObject({
      n: 40,
      mean: expect.closeTo(APART[1], 9),
      bySubject: { rows: 40, subjects: 8 },
    });
    expect(byGuardrail["errors"]).not.toHaveProperty("paired");
  });

  it("is that of the arms where too many rows are in no pair", async () => {
    const at = await model.expose({ at: T0, kind: "shadow" });
    const rows = Array.from({ length: 20 }, () => both(at));
    const alone = [prediction(at, later(1)), prediction(at, later(1))];
    await send.predictions([...rows.flat(), ...alone], later(2));
    for (const { predictionId } of [...rows.map(([row]) => row), ...alone]) await label(predictionId, 1);
    const { byGuardrail } = await gathered(at);
    expect(byGuardrail["log-loss"]).toMatchObject({ baseline: { n: 22 }, candidate: { n: 20 } });
    expect(byGuardrail["log-loss"]).not.toHaveProperty("paired");
  });
});
