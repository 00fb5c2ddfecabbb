import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { plan, rollout, step } from "#lib/testing/specimens/views/rollouts.ts";
import { StageTrack } from "./stage-track.tsx";
import { trackedStages } from "./stage-words.ts";

const states = (changed: Parameters<typeof rollout>[0]) =>
  trackedStages(rollout(changed)).map(({ state }) => state);
const notes = (changed: Parameters<typeof rollout>[0]) =>
  trackedStages(rollout(changed)).map((stage) => stage.notes);

describe("what became of each stage", () => {
  it.each([
    ["running", "running"],
    ["paused", "holding"],
    ["halted", "stopped"],
    ["rolling-back", "stopped"],
  ] as const)("while the rollout is %s, the current one is %s", (state, shown) =>
    expect(states({ state })).toEqual(["done", shown, "waiting"]),
  );

  it("marks the one that was rolled back, and none that was never entered", () => {
    const back = step({ leftAt: later(0), outcome: "rolled-back" });
    expect(states({ state: "rolled-back", steps: [back] })).toEqual(["waiting", "failed", "waiting"]);
  });

  it("is done with every stage once completed, entered or not", () => {
    expect(states({ state: "completed", base: null, steps: [] })).toEqual(["done", "done", "done"]);
  });

  it("takes the last time a stage was entered", () => {
    const steps = [step({ leftAt: later(-300), outcome: "rolled-back" }), step()];
    expect(states({ steps })[1]).toBe("running");
  });
});

describe("a stage's notes", () => {
  it("give how long it took and how many it served, in pairs for shadow", () => {
    expect(notes({})).toEqual([["1 h", "19,950 pairs"], ["10 min so far", "19,950 on v2, 60,050 on v1"], []]);
  });

  it("count down to the minimum time, rounded up", () => {
    const stages = plan.stages.map((stage) => ({ ...stage, minSeconds: 901 }));
    const steps = [step({ enteredAt: later(-600.5) })];
    expect(notes({ plan: { ...plan, stages }, steps })[1]![0]).toBe("5 min 1 s of the minimum left");
  });

  it("say that a rolled back stage was stopped", () => {
    const steps = [step({ leftAt: later(-480), outcome: "rolled-back" })];
    expect(notes({ steps })[1]![0]).toBe("stopped after 2 min");
  });
});

describe("the track", () => {
  const track = (changed: Parameters<typeof rollout>[0]) => (
    <StageTrack stages={trackedStages(rollout(changed))} shown={null} onShow={() => undefined} />
  );

  it("names every stage's state for those who hear it", () => {
    expect(textOf(track({}))).toBe(
      "Shadow , passed 1 h 19,950 pairs Canary , running 10 min so far 19,950 on v2, 60,050 on v1 " +
        "3 Everyone , not started",
    );
  });

  it.each([
    ["running", 1],
    ["paused", 1],
    ["halted", 0],
  ] as const)("marks the current stage while %s", (state, marked) => {
    expect(markupOf(track({ state })).split('aria-current="step"')).toHaveLength(1 + marked);
  });
});
