import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import {
  exposedModel,
  outcome,
  prediction,
  type SentAnswer,
  type SentTruth,
  sender,
} from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const NOW = new Date("2026-11-24T09:10:00.000Z");

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
});
afterAll(() => here?.close());

const mae: Guardrail = {
  ...QUICK_PLAN.guardrails[0]!,
  id: "mae",
  metric: "mae",
  rule: { kind: "sequential", rollbackMargin: 1, advanceMargin: 2 },
  range: { min: 0, max: 10 },
};
const forecasts: Plan = { ...QUICK_PLAN, task: "regression", guardrails: [mae] };

type Row = SentAnswer & { score?: number | null; failed?: boolean };

/** Sends these answers with their truths, and returns what the candidate's roll-ups hold: count, broken and total. */
async function summed(plan: Plan | undefined, rows: readonly [Row, SentTruth, SentTruth?][]) {
  const exposureId = await model.expose({ at: T0, ...(plan ? { plan } : {}) });
  const send = sender(here);
  const sent = rows.map(([answer]) => prediction(exposureId, T0, { arm: "candidate", ...answer }));
  expect(await send.predictions(sent, NOW)).toMatchObject({ ok: true });
  for (const at of [1, 2] as const) {
    const told = rows.flatMap((row, i) => {
      const truth = row[at];
      return truth ? [outcome(sent[i]!.predictionId, truth, T0)] : [];
    });
    if (told.length > 0) expect(await send.outcomes(told, NOW)).toMatchObject({ ok: true });
  }
  const found = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.metricRollup.findMany({ where: { exposureId, arm: "candidate", slice: "", clock: "receipt" } }),
  );
  return new Map(found.map(({ metric, n, nonFinite, total }) => [metric, [n, nonFinite, total]]));
}

it("an error outside the range that the plan gives counts as the nearest inside, also when it is corrected", async () => {
  const rows: [Row, SentTruth, SentTruth?][] = [
    [{ value: 3 }, { value: 5 }],
    [{ value: 3 }, { value: 5000 }],
    [{ value: 3 }, { value: -5000 }, { value: 4 }],
    [{ value: 3 }, { value: 4 }, { value: 1e9 }],
  ];
  const found = await summed(forecasts, rows);
  expect(found.get("mae")).toEqual([4, 0, 2 + 10 + 1 + 10]);
  expect(found.get("mse")![2]).toBeGreaterThan(1e17);
  expect((await summed(undefined, rows)).get("mae")![2]).toBeGreaterThan(1e9);
});

it("an answer of another task than the plan's counts as broken in the metrics that the plan can watch", async () => {
  const rows: [Row, SentTruth][] = [
    [{ value: 3 }, { value: 5 }],
    [{ value: null }, { value: 5 }],
    [{ score: 0.2 }, { label: 1 }],
    [{ scores: { cat: 1 } }, { label: "cat" }],
    [{ ranking: [] }, { value: 5 }],
  ];
  const found = await summed(forecasts, rows);
  expect(found.get("mae")).toEqual([1, 4, 2]);
  expect(found.get("accuracy")).toEqual([1, 0, 0]);
  const unsaid = await summed(undefined, rows);
  expect(unsaid.get("mae")).toEqual([1, 2, 2]);
});

const revenue = {
  id: "revenue",
  title: "Revenue per session",
  unit: "EUR",
  better: "higher",
  kind: "mean",
  bounds: { min: 0, max: 500 },
} as const;
const bought = {
  id: "bought",
  title: "Bought",
  unit: "%",
  better: "higher",
  kind: "share",
  when: "outcome",
} as const;
const shop: Plan = { ...QUICK_PLAN, metrics: [revenue, bought] };

it("measures that the plan declares are summed, and broken where the metric cannot have the value", async () => {
  const found = await summed(shop, [
    [{ measures: { revenue: 20 } }, { label: 1, measures: { bought: 1 } }],
    [{ measures: { revenue: 0.5 } }, { measures: { bought: 0 } }, { measures: { bought: 1 } }],
    [{ measures: { revenue: 501 } }, { label: 1, measures: { bought: 0.5 } }],
    [{ measures: { revenue: "NaN" } }, { label: 0, measures: { bought: 1e300 } }],
    [
      { measures: { revenue: 1e300 }, failed: true },
      { label: 0, measures: { bought: 1 } },
    ],
    [{}, { label: 0 }],
  ]);
  expect(found.get("revenue")).toEqual([2, 3, 20.5]);
  expect(found.get("bought")).toEqual([2, 2, 2]);
  // Of an outcome that only measures, nothing follows for quality.
  expect(found.get("log-loss")!.slice(0, 2)).toEqual([4, 0]);
});

it("a measure that no plan declares is refused with its place; without a plan it is kept with its row", async () => {
  const exposureId = await model.expose({ at: T0, plan: shop });
  const send = sender(here);
  const answer = (measures: Record<string, number>, at = exposureId) =>
    send.predictions([prediction(at, T0), prediction(at, T0, { measures })], NOW);
  const refused = (field: string, why: string) => ({
    ok: false,
    error: { kind: "invalid", code: "measure-unknown", field, message: `${field} ${why}.` },
  });
  // Not the roll-ups of a metric that the system measures itself, either.
  for (const id of ["cost", "log-loss"])
    expect(await answer({ revenue: 1, [id]: 0 })).toMatchObject(
      refused(`predictions.1.measures.${id}`, "is not a metric that the plan of its exposure declares"),
    );
  expect(await answer({ bought: 1 })).toMatchObject(
    refused(
      "predictions.1.measures.bought",
      "comes with the outcome, as the plan of its exposure declares it",
    ),
  );
  for (const id of ["revenue", "cost"])
    expect(await send.outcomes([outcome("x", { measures: { [id]: 1 } }, T0)], NOW)).toMatchObject(
      refused(`outcomes.0.measures.${id}`, "is not a metric that a plan declares for outcomes"),
    );
  const unplanned = await model.expose({ at: T0 });
  expect(await answer({ cost: 1 }, unplanned)).toMatchObject({ ok: true, value: { accepted: 2 } });
  const kept = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.prediction.findMany({
      where: { exposureId: unplanned },
      select: { answer: true },
      orderBy: { answer: "asc" },
    }),
  );
  expect(kept.map(({ answer }) => answer)).toContainEqual({ measures: { cost: 1 } });
});

it("a metric that a plan declared before the catalogue had its id is what comes as a measure", async () => {
  const own = { ...revenue, id: "mae", bounds: { min: 0 } };
  const found = await summed({ ...QUICK_PLAN, metrics: [own] }, [
    [{ value: 3, measures: { mae: 7 } }, { value: 5 }],
  ]);
  expect(found.get("mae")).toEqual([1, 0, 7]);
  expect(found.get("mse")).toEqual([1, 0, 4]);
});
