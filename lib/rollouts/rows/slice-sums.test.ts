import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { plan as basePlan, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import { outcome, prediction, type SentPrediction } from "#lib/testing/worlds/telemetry.ts";
import { ARMS, later, watchedStages } from "#lib/testing/worlds/watched-stage.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());

const plan: Plan = { ...basePlan, slices: { by: ["region"], most: 2, onFail: "roll-back" } };

/** Both arms answer once in each of these slices. */
async function answered(exposureId: string, slices: readonly Record<string, string>[], at: number) {
  const rows = slices.flatMap((each) =>
    ARMS.map((arm): SentPrediction => prediction(exposureId, later(at), { arm, slices: each })),
  );
  expect(await stages.send.predictions(rows, later(at))).toMatchObject({ ok: true });
  return rows;
}

describe("slices that the plan judges by", () => {
  it("are those that appeared first, however many come, and name what is left out", async () => {
    const { exposureId, evidence } = await stages.underWatch(plan, { plan });
    await answered(exposureId, [{ region: "south" }, { region: "north", cabin: "x" }], 1);
    await answered(exposureId, [{ region: "a" }, { region: "b" }, { region: "south" }, {}], 61);
    const { slices } = (await evidence(later(121))).byGuardrail["errors"]!;
    expect(slices).toMatchObject({
      judged: [
        { slice: "region=north", baseline: { n: 1 }, candidate: { n: 1 } },
        { slice: "region=south", baseline: { n: 2 }, candidate: { n: 2 } },
      ],
      leftOut: [{ dimension: "region", values: 2, named: ["a", "b"] }],
    });
  });

  it("count a minute once it is over, by receipt, and outcomes when their label window is", async () => {
    const { exposureId, evidence } = await stages.underWatch({ ...plan, maturitySeconds: 100 }, { plan });
    const rows = await answered(exposureId, [{ region: "north" }], 1);
    await stages.send.outcomes(
      rows.map(({ predictionId }) => outcome(predictionId, 1, later(2))),
      later(2),
    );
    const judged = async (id: string, at: number) =>
      (await evidence(later(at))).byGuardrail[id]!.slices!.judged;
    expect(await judged("errors", 29)).toEqual([]);
    expect(await judged("errors", 31)).toMatchObject([{ slice: "region=north", baseline: { n: 1 } }]);
    expect(await judged("log-loss", 31)).toMatchObject([{ slice: "region=north", baseline: null }]);
    expect(await judged("log-loss", 131)).toMatchObject([{ slice: "region=north", baseline: { n: 1 } }]);
  });

  it("follow a corrected outcome", async () => {
    const { exposureId, evidence } = await stages.underWatch(plan, { plan });
    const rows = await answered(exposureId, [{ region: "north" }], 1);
    const says = (label: 0 | 1, at: number) =>
      stages.send.outcomes(
        rows.map(({ predictionId }) => outcome(predictionId, label, later(at))),
        later(at),
      );
    const loss = async () =>
      (await evidence(later(200))).byGuardrail["log-loss"]!.slices!.judged[0]!.candidate!;
    await says(1, 2);
    const before = await loss();
    await says(0, 3);
    const after = await loss();
    expect(before.mean).toBeCloseTo(-Math.log(0.25));
    expect(after).toMatchObject({ n: 1 });
    expect(after.mean).toBeCloseTo(-Math.log(0.75));
  });

  it("of hostile names are names, and each is one slice", async () => {
    const { exposureId, evidence } = await stages.underWatch(
      { ...plan, slices: { ...plan.slices!, most: 10 } },
      { plan },
    );
    const names = ["__proto__", "a=b", "'; DROP TABLE metric_rollup; --", "</script>", "NaN", "constructor"];
    await answered(
      exposureId,
      names.map((region) => ({ region })),
      1,
    );
    const { slices } = (await evidence(later(100))).byGuardrail["errors"]!;
    expect(slices!.judged.map(({ slice }) => slice).sort()).toEqual(
      names.map((each) => `region=${each}`).sort(),
    );
  });

  it("are not summed, read or judged where no plan asks for them", async () => {
    const { exposureId, evidence } = await stages.underWatch(basePlan, { plan: basePlan });
    await answered(exposureId, [{ region: "north" }], 1);
    const found = await evidence(later(100));
    expect(found.byGuardrail["errors"]).not.toHaveProperty("slices");
    const { slices } = (await (await stages.underWatch(plan, { plan: basePlan })).evidence(later(100)))
      .byGuardrail["errors"]!;
    expect(slices).toEqual({ judged: [], leftOut: [] });
    expect(judgeStage(plan, stage, found).decision.kind).toBe("hold");
  });
});
