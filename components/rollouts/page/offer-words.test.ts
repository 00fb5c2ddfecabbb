import { describe, expect, it } from "vitest";
import { ROLLOUT_STATES, rolloutMachine } from "#lib/rollouts/rollout.ts";
import { rollout } from "#lib/testing/specimens/views/rollouts.ts";
import { offersOf } from "./offer-words.ts";

type State = (typeof ROLLOUT_STATES)[number];
const whyNot = (state: State, verb: "pause" | "resume" | "halt" | "roll-back") =>
  rolloutMachine.whyNot(state, verb);
const viewOf = (state: State, changed = {}) =>
  rollout({
    state,
    mine: {
      whyNotPause: whyNot(state, "pause"),
      whyNotResume: whyNot(state, "resume"),
      whyNotHalt: whyNot(state, "halt"),
      whyNotRollBack: whyNot(state, "roll-back"),
      places: {},
      ...changed,
    },
  });
const offer = (state: State, verb: string, changed = {}) =>
  offersOf(viewOf(state, changed)).find((one) => one.verb === verb)!;

describe("what a reader can do", () => {
  it.each([
    ["running", ["pause", "halt", "roll-back"]],
    ["paused", ["resume", "halt", "roll-back"]],
    ["halted", ["resume", "roll-back"]],
    ["rolling-back", []],
    ["rolled-back", []],
    ["completed", ["roll-back"]],
  ] as const)("with one that is %s: %j", (state, verbs) => {
    const able = offersOf(viewOf(state)).filter((one) => one.whyNot === undefined);
    expect(able.map(({ verb }) => verb)).toEqual(verbs);
  });

  it("always has halt and roll back in sight, and one button for pause and resume", () => {
    for (const state of ROLLOUT_STATES) {
      const [first, ...rest] = offersOf(viewOf(state)).map(({ verb }) => verb);
      expect(first).toMatch(/^(?:pause|resume)$/);
      expect(rest).toEqual(["halt", "roll-back"]);
    }
  });

  it.each([
    ["rolling-back", "Rolling back; no more actions."],
    ["rolled-back", "Rolled back; no more actions."],
    ["completed", "Completed; it can only be rolled back."],
  ] as const)("gives one reason for all of %s", (state, reason) => {
    expect(offer(state, "pause").whyNot).toBe(reason);
    expect(offer(state, "halt").whyNot).toBe(reason);
  });

  it("says in full why a completed one cannot be rolled back", () => {
    const moved = "Another rollout has moved this pointer since.";
    expect(offer("completed", "roll-back", { whyNotRollBack: moved }).whyNot).toBe(moved);
    expect(offer("completed", "halt", { whyNotRollBack: moved }).whyNot).toBe("Completed; no more actions.");
    expect(offer("rolled-back", "roll-back", { whyNotRollBack: moved }).whyNot).toBe(
      "Rolled back; no more actions.",
    );
  });

  it("passes on what the reader's roles forbid", () => {
    const forbidden = "Needs the role release manager.";
    expect(offer("running", "halt", { whyNotHalt: forbidden }).whyNot).toBe(forbidden);
  });
});

describe("the consequence", () => {
  it.each([
    ["running", "pause", /^Traffic stays as it is\. No stage advances/],
    ["paused", "resume", /continues from its current stage under the same plan/],
    ["running", "halt", /^Freezes traffic as it is .* resume the rollout or roll it back\.$/],
    ["running", "roll-back", /^v1 serves everyone again within seconds\. This release cannot continue\.$/],
  ] as const)("for one that is %s: %s", (state, verb, text) =>
    expect(offer(state, verb).consequence).toMatch(text),
  );

  it("promises no version where none was live", () => {
    const first = offersOf(rollout({ base: null }));
    expect(first.at(-1)?.consequence).toBe("No version was live here before.");
  });
});
