import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { displayedArm } from "../displayed-quality.ts";
import { scoredRows } from "../rows/scored-rows.ts";
import { displayedQuality } from "./displayed-quality.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

describe("what is displayed of a stage", () => {
  it("is of answers with their outcome, and says nothing before there is one", async () => {
    const { rollout } = await world.underWay();
    const seen = () => world.here.see(displayedQuality, { rollout }, world.people.vic);
    expect(await seen()).toMatchObject({ arms: null, threshold: 0.5 });
    await world.observe(rollout);
    world.here.clock.now = secondsLater(world.here.clock.now, 60);
    const { arms, stage } = await seen();
    expect(stage).toBe("Shadow");
    expect(arms!.candidate.n).toBeGreaterThan(0);
    expect(await world.here.ask(displayedQuality, { rollout: 99 }, world.people.vic)).toMatchObject({
      ok: false,
    });
  });

  it("is read newest first, whole, and one answer of each subject", async () => {
    const { here } = world;
    const model = await exposedModel(here, "displayed");
    const at = (seconds: number) => new Date(here.clock.now.getTime() - 60_000 + seconds * 1000);
    const exposureId = await model.expose({ at: at(0) });
    const { predictions, outcomes } = sender(here);
    const rows = [
      { score: 0.9, subject: "ada" },
      { score: 0.2, subject: "ada" },
      { score: 0.7 },
      { score: 0.1 },
      { score: "NaN" as const },
    ].map((one, second) => prediction(exposureId, at(second), { arm: "candidate", ...one }));
    const unlabelled = prediction(exposureId, at(9), { arm: "candidate", score: 0.4 });
    await predictions([...rows, unlabelled], at(10));
    await outcomes(
      rows.map(({ predictionId }, second) => outcome(predictionId, second === 3 ? 0 : 1, at(11))),
      at(11),
    );
    const read = (until: Date, rowsMax = 100) =>
      inWorkspace(here.db, here.workspaceId, (tx) => scoredRows(tx, { exposureId, until, rowsMax }));
    const { candidate, baseline } = await read(at(30));
    expect(baseline.labels).toEqual([]);
    expect(candidate.scores.toSorted()).toEqual([0.1, 0.2, 0.7]);
    expect(displayedArm(candidate)).toMatchObject({
      n: 3,
      precision: { n: 1, value: 1 },
      recall: { n: 2, value: 0.5 },
      auc: null,
    });
    expect((await read(at(9))).candidate.scores).toEqual([]);
    expect((await read(at(30), 3)).candidate.scores.toSorted()).toEqual([0.1]);
  });
});
