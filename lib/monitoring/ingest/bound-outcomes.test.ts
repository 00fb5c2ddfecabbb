import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { sweepOutcomes } from "./join-outcomes.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let pointers: Record<"a" | "b", Awaited<ReturnType<typeof exposedModel>>>;
beforeAll(async () => {
  here = await testWorkspace();
  pointers = { a: await exposedModel(here, "fraud-score"), b: await exposedModel(here) };
});
afterAll(() => here?.close());

const id = fc.integer({ min: 0, max: 4 });
const step = fc.oneof(
  fc.record({
    answers: fc.array(id, { minLength: 1, maxLength: 4 }),
    of: fc.constantFrom("a" as const, "b" as const),
  }),
  fc.record({
    labels: fc.array(fc.tuple(id, fc.constantFrom(0 as const, 1 as const)), { minLength: 1, maxLength: 4 }),
    by: fc.constantFrom("a" as const, "b" as const, null),
  }),
);

/** Every answer with its label, and the one that the stored outcomes give it by the plainest rule. */
const labels = (exposureIds: readonly string[]) =>
  inWorkspace(here.db, here.workspaceId, async (tx) => {
    const answers = await tx.prediction.findMany({ where: { exposureId: { in: [...exposureIds] } } });
    const pointerOf = new Map(exposureIds.map((one, at) => [one, Object.values(pointers)[at]!.pointerId]));
    const outcomes = await tx.outcome.findMany({});
    return answers.map(({ predictionId, exposureId, label }) => {
      const isBound = (pointerId: string) => pointerId === pointerOf.get(exposureId);
      const [newest] = outcomes
        .filter((each) => each.predictionId === predictionId)
        .filter(({ pointerId }) => isBound(pointerId) || /^[0-]+$/.test(pointerId))
        .sort(
          (x, y) => y.revision - x.revision || Number(isBound(y.pointerId)) - Number(isBound(x.pointerId)),
        );
      return { label, expected: newest?.label ?? null };
    });
  });

it("each answer has the newest label of its own pointer's sources, in whatever order all came", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      async (waves) => {
        run += 1;
        const exposures = { a: await pointers.a.expose({ at: T0 }), b: await pointers.b.expose({ at: T0 }) };
        const source = (name: "a" | "b" | null) =>
          sender(here, name === null ? undefined : { name, pointerId: pointers[name].pointerId });
        for (const [at, wave] of waves.entries())
          await Promise.all(
            wave.map((each) =>
              "answers" in each
                ? source(each.of).predictions(
                    each.answers.map((n) =>
                      prediction(exposures[each.of], later(1), { predictionId: `${run}-${n}` }),
                    ),
                    later(2 + at),
                  )
                : source(each.by).outcomes(
                    each.labels.map(([n, as]) => outcome(`${run}-${n}`, as, later(1))),
                    later(2 + at),
                  ),
            ),
          );
        // Two that came at the same moment cannot see each other; the sweep settles which counts.
        const swept = () =>
          inWorkspace(here.db, here.workspaceId, (tx) => sweepOutcomes(tx, here.workspaceId, later(20)));
        await swept();
        const found = await labels(Object.values(exposures));
        expect(found.map(({ label }) => label)).toEqual(found.map(({ expected }) => expected));
        expect(await swept()).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

it("of two that came at the same moment, the one of the pointer's own source counts, whichever was joined first", async () => {
  const exposureId = await pointers.a.expose({ at: T0 });
  const own = sender(here, { name: "a", pointerId: pointers.a.pointerId });
  const one = prediction(exposureId, later(1));
  await own.predictions([one], later(2));
  await sender(here).outcomes([outcome(one.predictionId, 0, later(1))], later(3));
  // As it is stored by a transaction that began before the other was committed.
  await inWorkspace(
    here.db,
    here.workspaceId,
    (tx) => tx.$executeRaw`
      INSERT INTO outcome (workspace_id, prediction_id, label, at, received_at, day, pointer_id)
      SELECT workspace_id, prediction_id, 1, at, received_at, day, ${pointers.a.pointerId}::uuid FROM outcome
      WHERE prediction_id = ${one.predictionId}`,
  );
  const label = async () => (await labels([exposureId]))[0];
  expect(await label()).toEqual({ label: 0, expected: 1 });
  await inWorkspace(here.db, here.workspaceId, (tx) => sweepOutcomes(tx, here.workspaceId, later(5)));
  expect(await label()).toEqual({ label: 1, expected: 1 });
});
