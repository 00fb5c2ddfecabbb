import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MetricRollup, Prediction, SubjectGroupSums } from "#generated/prisma/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { groupOf } from "#lib/monitoring/subject-groups.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
import { anyAnswer, anyTruth, observed } from "#lib/testing/worlds/metrics-oracle.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
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

const row = fc.record({
  id: fc.integer({ min: 0, max: 40 }),
  arm: fc.constantFrom("baseline" as const, "candidate" as const),
  atSeconds: fc.integer({ min: 0, max: 130 }),
  answer: anyAnswer,
  latencyMs: fc.oneof(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.constantFrom(null, "Infinity")),
  failed: fc.boolean(),
  slice: fc.constantFrom("north", "south"),
  subject: fc.constantFrom(undefined, "ada", "bob", "cem"),
});
const label = fc.record({
  id: fc.integer({ min: 0, max: 40 }),
  truth: anyTruth,
});
const batch = fc.oneof(
  fc.record({ predictions: fc.array(row, { minLength: 1, maxLength: 30 }) }),
  fc.record({ outcomes: fc.array(label, { minLength: 1, maxLength: 30 }) }),
);

it("the roll-ups equal the rows' sums, whatever arrived late, twice, at once or was corrected", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(batch, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
      async (waves) => {
        run += 1;
        const exposureId = await model.expose({ at: T0, cohortSeconds: 5 });
        const send = sender(here);
        for (const [late, wave] of waves.entries()) {
          const received = new Date(NOW.getTime() + late * 7000);
          await Promise.all(
            wave.map(async (one) => {
              const sent =
                "predictions" in one
                  ? await send.predictions(
                      one.predictions.map(({ id, atSeconds, slice, subject, answer, ...rest }) =>
                        prediction(exposureId, new Date(T0.getTime() + atSeconds * 1000), {
                          ...rest,
                          ...answer,
                          predictionId: `${run}-${id}`,
                          slices: { where: slice },
                          ...(subject ? { subject } : {}),
                        }),
                      ),
                      received,
                    )
                  : await send.outcomes(
                      one.outcomes.map(({ id, truth }) => outcome(`${run}-${id}`, truth, NOW)),
                      received,
                    );
              expect(sent.ok).toBe(true);
            }),
          );
        }
        const { stored, told } = await both(exposureId);
        expect([...stored.keys()].sort()).toEqual([...told.keys()].sort());
        for (const [key, sums] of stored)
          for (const [at, sum] of sums.entries()) expect(sum).toBeCloseTo(told.get(key)![at]!, 6);
        await histogramsAgree(exposureId);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

type Cells = Map<string, number[]>;

/** The stored sums by cell, and the same sums computed from the rows by the plainest arithmetic. */
async function both(exposureId: string): Promise<{ stored: Cells; told: Cells }> {
  const { rollups, groups, rows, unjoined } = await inWorkspace(here.db, here.workspaceId, async (tx) => ({
    rollups: await tx.metricRollup.findMany({ where: { exposureId } }),
    groups: await tx.subjectGroupSums.findMany({ where: { exposureId } }),
    rows: await tx.prediction.findMany({ where: { exposureId } }),
    unjoined: await tx.$queryRaw<unknown[]>`
      SELECT FROM prediction JOIN (
        SELECT DISTINCT ON (workspace_id, prediction_id) * FROM outcome ORDER BY workspace_id, prediction_id, revision DESC
      ) AS newest USING (workspace_id, prediction_id)
      WHERE prediction.label IS DISTINCT FROM newest.label OR prediction.truth IS DISTINCT FROM newest.truth`,
  }));
  // Every prediction has the label of its newest outcome.
  expect(unjoined).toHaveLength(0);
  const told: Cells = new Map(unitsOf(rows));
  for (const row of rows)
    for (const [metric, value] of observed(row))
      for (const cell of cellsOf(row, metric)) add(told, cell, value);
  return { stored: storedCells(rollups, groups), told };
}

function cellsOf({ arm, at, receivedAt, slices, subject }: Prediction, metric: string): unknown[][] {
  const where = `where=${(slices as { where: string }).where}`;
  const group = groupOf(subject?.toString() ?? null);
  const cell = (slice: string, width: number, clock: string, time: Date) => [
    ...[arm, slice, metric, width, clock],
    startOf(time, width),
  ];
  return [
    cell("", 60, "sender", at),
    cell(where, 60, "sender", at),
    cell("", 5, "receipt", receivedAt),
    ...(metric === "error-rate" ? [cell("", 5, "sender", at)] : []),
    ...(group === null ? [] : [[arm, metric, "group", group]]),
  ];
}

function storedCells(rollups: readonly MetricRollup[], groups: readonly SubjectGroupSums[]): Cells {
  const stored: Cells = new Map();
  for (const r of rollups) {
    const cell = [r.arm, r.slice, r.metric, r.bucketSeconds, r.clock, r.bucketAt.getTime() / 1000];
    // A correction to another task leaves a bucket without a value.
    if (r.n + r.nonFinite > 0) stored.set(cell.join("|"), [r.n, r.nonFinite, r.total, r.totalSquares]);
    const units = ["units", r.arm, `${r.clock}|${r.bucketSeconds}`].join("|");
    if (r.units > 0) stored.set(units, [(stored.get(units)?.[0] ?? 0) + r.units]);
  }
  for (const { arm, metric, rows, broken, totals } of groups)
    rows.forEach((n, group) => {
      const sums = [n - broken[group]!, broken[group]!, totals[group]!];
      if (n > 0) stored.set([arm, metric, "group", group].join("|"), sums);
    });
  return stored;
}

/** Each subject once in each arm, and each row that names none; by every clock and width in which answers are counted. */
function unitsOf(rows: readonly Prediction[]): [string, number[]][] {
  return ["baseline", "candidate"].flatMap((arm) => {
    const own = rows.filter((row) => row.arm === arm);
    const named = own.flatMap(({ subject }) => (subject === null ? [] : [subject]));
    const units = own.length - named.length + new Set(named).size;
    const cells = ["sender|60", "receipt|5", "sender|5"].map((of) => `units|${arm}|${of}`);
    return units === 0 ? [] : cells.map((cell): [string, number[]] => [cell, [units]]);
  });
}

/** Each histogram is that of the rows' own latencies, and nothing else has one. */
async function histogramsAgree(exposureId: string) {
  const { found, rows } = await inWorkspace(here.db, here.workspaceId, async (tx) => ({
    found: await tx.metricHistogram.findMany({ where: { exposureId } }),
    rows: await tx.prediction.findMany({ where: { exposureId } }),
  }));
  const numbers = rows.flatMap(({ arm, receivedAt, latencyMs }) =>
    latencyMs !== null && Number.isFinite(latencyMs)
      ? [0, 5].map((width) => ({
          key: [arm, width, width && startOf(receivedAt, width)].join("|"),
          latencyMs,
        }))
      : [],
  );
  const told = [...Map.groupBy(numbers, ({ key }) => key)].map(([key, each]) => ({
    key: `latency-ms|${key}`,
    ...histogramOf(each.map(({ latencyMs }) => latencyMs)),
  }));
  const stored = found.map(({ metric, arm, bucketSeconds, bucketAt, bins, counts }) => ({
    key: [metric, arm, bucketSeconds, bucketAt.getTime() / 1000].join("|"),
    bins,
    counts: counts.map(Number),
  }));
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  expect(stored.sort(byKey)).toEqual(told.sort(byKey));
}

const startOf = (at: Date, width: number) => Math.floor(at.getTime() / 1000 / width) * width;

function add(cells: Cells, cell: unknown[], value: number): void {
  const [n, nonFinite, total, squares] = cells.get(cell.join("|")) ?? [0, 0, 0, 0];
  const sums = Number.isFinite(value)
    ? [n! + 1, nonFinite!, total! + value, squares! + value * value]
    : [n!, nonFinite! + 1, total!, squares!];
  cells.set(cell.join("|"), sums);
}
