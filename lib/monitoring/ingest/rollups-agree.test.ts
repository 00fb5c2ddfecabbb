import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Prediction } from "#generated/prisma/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
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
  score: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(null, "NaN", 2)),
  latencyMs: fc.oneof(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.constantFrom(null, "Infinity")),
  failed: fc.boolean(),
  slice: fc.constantFrom("north", "south"),
});
const label = fc.record({
  id: fc.integer({ min: 0, max: 40 }),
  label: fc.constantFrom(0 as const, 1 as const),
});
const batch = fc.oneof(
  fc.record({ predictions: fc.array(row, { minLength: 1, maxLength: 30 }) }),
  fc.record({ outcomes: fc.array(label, { minLength: 1, maxLength: 30 }) }),
);

it("the roll-ups equal the rows' sums, whatever arrived late, twice or at once", async () => {
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
                      one.predictions.map(({ id, atSeconds, slice, ...rest }) =>
                        prediction(exposureId, new Date(T0.getTime() + atSeconds * 1000), {
                          ...rest,
                          predictionId: `${run}-${id}`,
                          slices: { where: slice },
                        }),
                      ),
                      received,
                    )
                  : await send.outcomes(
                      one.outcomes.map(({ id, label }) => outcome(`${run}-${id}`, label, NOW)),
                      received,
                    );
              expect(sent.ok).toBe(true);
            }),
          );
        }
        const { stored, told } = await both(exposureId);
        expect([...stored.keys()].sort()).toEqual([...told.keys()].sort());
        for (const [key, sums] of told)
          for (const [at, sum] of sums.entries()) expect(stored.get(key)![at]).toBeCloseTo(sum, 6);
        await histogramsAgree(exposureId);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

type Cells = Map<string, number[]>;

/** The stored sums by cell, and the same sums computed from the rows by the plainest arithmetic. */
async function both(exposureId: string): Promise<{ stored: Cells; told: Cells }> {
  const { rollups, rows, unjoined } = await inWorkspace(here.db, here.workspaceId, async (tx) => ({
    rollups: await tx.metricRollup.findMany({ where: { exposureId } }),
    rows: await tx.prediction.findMany({ where: { exposureId } }),
    unjoined: await tx.$queryRaw<unknown[]>`
      SELECT FROM prediction JOIN outcome USING (workspace_id, prediction_id) WHERE prediction.label IS NULL`,
  }));
  expect(unjoined).toHaveLength(0);
  const told: Cells = new Map();
  for (const row of rows) {
    const where = `where=${(row.slices as { where: string }).where}`;
    for (const [metric, value] of observed(row))
      for (const [slice, width, clock, at] of [
        ["", 60, "sender", row.at],
        [where, 60, "sender", row.at],
        ["", 5, "receipt", row.receivedAt],
        ...(metric === "error-rate" ? [["", 5, "sender", row.at] as const] : []),
      ] as const)
        add(told, [row.arm, slice, metric, width, clock, startOf(at, width)], value);
  }
  const stored = new Map(
    rollups.map((r) => [
      [r.arm, r.slice, r.metric, r.bucketSeconds, r.clock, r.bucketAt.getTime() / 1000].join("|"),
      [r.n, r.nonFinite, r.total, r.totalSquares],
    ]),
  );
  return { stored, told };
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

function observed({ failed, latencyMs, score, label }: Prediction): [string, number][] {
  const at: [string, number][] = [["error-rate", failed ? 1 : 0]];
  if (latencyMs !== null) at.push(["latency-ms", latencyMs]);
  if (label === null || failed) return at;
  const p = score !== null && score >= 0 && score <= 1 ? score : Number.NaN;
  const right = (p >= 0.5 ? 1 : 0) === label ? 1 : 0;
  at.push(["log-loss", -Math.log(Math.max(label === 1 ? p : 1 - p, 1e-15))]);
  at.push(["brier", (p - label) ** 2]);
  at.push(["accuracy", Number.isNaN(p) ? p : right]);
  return at;
}
