import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { correctOutcome } from "./correct-outcome.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let here: TestWorkspace;
let one: Awaited<ReturnType<typeof exposedModel>>;
let other: Awaited<ReturnType<typeof exposedModel>>;
let send: ReturnType<typeof sender>;
beforeAll(async () => {
  here = await testWorkspace();
  here.clock.now = later(60);
  one = await exposedModel(here);
  other = await exposedModel(here, "gate-delay");
  send = sender(here);
});
afterAll(() => here?.close());

const correctedOn = async (stream: string) =>
  (await here.eventsOf(stream)).filter(({ action }) => action === "outcome.corrected");
const labelled = async (exposureId: string, rows: number) => {
  const sent = Array.from({ length: rows }, () => prediction(exposureId, later(1)));
  await send.predictions(sent, later(2));
  const ids = sent.map(({ predictionId }) => predictionId);
  await send.outcomes(
    ids.map((id) => outcome(id, 0, later(3))),
    later(3),
  );
  return ids.sort();
};

describe("a batch that corrects", () => {
  it("leaves one event on the pointer, with its exposures, those with the most answers first", async () => {
    const exposures = [await one.expose({ at: T0 }), await one.expose({ at: T0 })];
    const [few, many] = [await labelled(exposures[0]!, 1), await labelled(exposures[1]!, 2)];
    const batchId = randomUUID();
    const rows = [...few, ...many].map((id) => outcome(id, 1, later(4)));
    await send.outcomes({ batchId, rows: [...rows, outcome(randomUUID(), 1, later(4))] }, later(4));
    const events = await correctedOn(`pointer/${one.pointerId}`);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      targets: [{ type: "pointer", id: one.pointerId }],
      data: {
        batch: batchId,
        pointer: "production",
        corrected: 3,
        toOne: 3,
        exposures: [
          { exposure: exposures[1], answers: 2 },
          { exposure: exposures[0], answers: 1 },
        ],
        ids: digestOfJson([...few, ...many].sort()),
      },
    });
  });

  it("leaves one on each pointer that it concerns, and one for predictions that have not come", async () => {
    const [mine] = await labelled(await one.expose({ at: T0 }), 1);
    const [theirs] = await labelled(await other.expose({ at: T0 }), 1);
    const ahead = randomUUID();
    await send.outcomes([outcome(ahead, 0, later(3))], later(3));
    const all = [mine!, theirs!, ahead].map((id) => outcome(id, 1, later(4)));
    expect(await send.outcomes(all, later(4))).toMatchObject({ value: { corrected: 3 } });
    const said = async (stream: string) => (await correctedOn(stream)).at(-1)?.data;
    expect(await said(`pointer/${one.pointerId}`)).toMatchObject({ corrected: 1, ids: digestOfJson([mine]) });
    expect(await said(`pointer/${other.pointerId}`)).toMatchObject({
      corrected: 1,
      ids: digestOfJson([theirs]),
    });
    expect(await said(`telemetry/${here.workspaceId}`)).toMatchObject({
      corrected: 1,
      exposures: [],
      ids: digestOfJson([ahead]),
    });
  });
});

describe("what is refused", () => {
  const correct = (rows: unknown[], batchId: string = randomUUID()) =>
    here.attempt(correctOutcome, { batchId, outcomes: rows }, here.system);

  it("is a batch that corrects nothing, a known one, and a time ahead", async () => {
    const [id] = await labelled(await one.expose({ at: T0 }), 1);
    expect(await correct([outcome(id!, 0, later(4))])).toMatchObject({
      error: { code: "outcome-not-corrected" },
    });
    const batchId = randomUUID();
    expect(await correct([outcome(id!, 1, later(4))], batchId)).toMatchObject({ value: { corrected: 1 } });
    expect(await correct([outcome(id!, 0, later(4))], batchId)).toMatchObject({
      error: { code: "outcome-not-corrected" },
    });
    expect(await correct([outcome(id!, 0, later(36_000))])).toMatchObject({ error: { code: "time-ahead" } });
  });
});
