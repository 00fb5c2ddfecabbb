import { expect, it } from "vitest";
import { machine } from "./machine.ts";
import { type Step, stateAfter, stepOf } from "./machine-steps.ts";

type State = "shut" | "open" | "locked";
const door = machine<State, "open" | "lock">("door", {
  open: { from: ["shut"], to: "open" },
  lock: { from: ["shut", "open"], to: "locked" },
});
const STEPS: Record<"door.hung" | "door.opened" | "door.tried", Step<State, "open" | "lock">> = {
  "door.hung": { opens: "shut" },
  "door.opened": { verb: "open" },
  "door.tried": { verb: "lock", keeps: ["open"] },
};
const after = stateAfter(door, STEPS);

it("reaches the state that the event's verb leads to", () => {
  expect(after("locked", { type: "door.hung" })).toBe("shut");
  expect(after("shut", { type: "door.opened" })).toBe("open");
});

it("keeps a state that the event does not change", () => {
  expect(after("shut", { type: "door.tried" })).toBe("locked");
  expect(after("open", { type: "door.tried" })).toBe("open");
});

it("ignores unknown events, including names every object inherits", () => {
  for (const type of ["door.painted", "toString", "constructor"]) {
    expect(after("open", { type })).toBe("open");
    expect(stepOf(STEPS, type)).toBeUndefined();
  }
});
