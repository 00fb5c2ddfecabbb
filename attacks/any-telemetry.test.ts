import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseStrictJson } from "#lib/api/guard/strict-json.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { anyAnswer, anyTruth } from "#lib/testing/worlds/metrics-oracle.ts";
import { exposedModel, outcome, prediction, SUBJECT_SECRET, serving } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const NOW = new Date("2026-11-24T09:10:00.000Z");
const plan: Plan = { ...QUICK_PLAN, metrics: [callCost, { ...callCost, id: "refund", when: "outcome" }] };

let here: TestWorkspace;
let model: Awaited<ReturnType<typeof exposedModel>>;
beforeAll(async () => {
  here = await testWorkspace();
  model = await exposedModel(here);
});
afterAll(() => here?.close());

const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, 2 ** 53),
  fc.constantFrom("NaN", null),
);
const garbage = fc.oneof(number, fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: "binary" }));
const measures = fc.dictionary(fc.constantFrom("call-cost", "refund", "log-loss", "constructor"), number, {
  maxKeys: 2,
});
/** Any field of a row in place of what was there, now and then. */
const broken = (...fields: string[]) =>
  fc.option(fc.dictionary(fc.constantFrom(...fields, "other"), garbage, { maxKeys: 2 }), {
    nil: {},
    freq: 2,
  });
const answer = fc.tuple(
  anyAnswer,
  fc.option(fc.record({ measures }), { nil: {} }),
  broken(
    "score",
    "scores",
    "value",
    "quantiles",
    "ranking",
    "measures",
    "latencyMs",
    "failed",
    "subject",
    "slices",
  ),
);
const truth = fc.tuple(
  anyTruth,
  fc.option(fc.record({ measures }), { nil: {} }),
  broken("label", "value", "relevance", "measures"),
);

/** A batch as it passes the door's parser; null where that refuses it. */
function throughDoor(batch: object): unknown {
  const parsed = parseStrictJson(new TextEncoder().encode(JSON.stringify(batch)));
  return parsed.ok ? parsed.value : null;
}

type Rows = [answer: readonly object[], truth: readonly object[]][];

/** Sends the rows with their outcomes; returns how many answers were taken. */
async function sent(exposureId: string, run: number, rows: Rows): Promise<number> {
  const asking = { caller: serving(here.workspaceId), now: NOW, secret: SUBJECT_SECRET };
  const ids = rows.map((_, at) => `${run}-${at}`);
  const predictions = rows.map(([parts], at) =>
    Object.assign({}, prediction(exposureId, T0, parts[0]), { predictionId: ids[at]! }, ...parts.slice(1)),
  );
  const outcomes = rows.map(([, parts], at) =>
    Object.assign({}, outcome(ids[at]!, parts[0]!, T0), ...parts.slice(1)),
  );
  const answers = throughDoor({ batchId: `p-${run}`, predictions });
  const truths = throughDoor({ batchId: `o-${run}`, outcomes });
  const taken = answers
    ? counted("predictions", rows.length, await ingestPredictions(here.db, answers, asking))
    : 0;
  if (truths) counted("outcomes", rows.length, await ingestOutcomes(here.db, truths, asking));
  return taken;
}

/** How many rows were taken; those that were not are named, or the batch is refused at a place. */
function counted(kind: string, rows: number, answered: Result<IngestAnswer, Refusal>): number {
  if (answered.ok) {
    const { accepted, notTaken = [] } = answered.value;
    expect(accepted + notTaken.length).toBe(rows);
    return accepted;
  }
  expect(answered.error.kind).toBe("invalid");
  expect(answered.error.field ?? "").toMatch(new RegExp(`^${kind}\\.\\d|^other$`));
  return 0;
}

it("no batch of any shape throws: it is refused with a place, or every row of it is taken, named or counted", async () => {
  const exposureId = await model.expose({ at: T0, plan });
  let run = 0;
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(answer, truth), { minLength: 1, maxLength: 3 }), async (rows) => {
      run += 1;
      taken += await sent(exposureId, run, rows);
    }),
    { numRuns: 300 },
  );
  const { stored, sums } = await inWorkspace(here.db, here.workspaceId, async (tx) => ({
    stored: await tx.prediction.count({ where: { exposureId } }),
    sums: await tx.metricRollup.findMany({ where: { exposureId } }),
  }));
  const answers = sums.filter(
    (one) => one.metric === "error-rate" && one.slice === "" && one.clock === "receipt",
  );
  expect(taken).toBeGreaterThan(50);
  expect(stored).toBe(taken);
  expect(answers.reduce((total, { n }) => total + n, 0)).toBe(taken);
  expect(sums.filter((one) => !Number.isFinite(one.total) || !Number.isFinite(one.totalSquares))).toEqual([]);
}, 120_000);
