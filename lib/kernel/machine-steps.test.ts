import { expect, it } from "vitest";
import { machine } from "./machine.ts";
import { type Step, stateAfter, stepOf } from "./machine-steps.ts";

type State = "shut" | "open" | "locked";
const box = machine<State, "open" | "lock">("box", {
  open: { from: ["shut"], to: "open" },
  lock: { from: ["shut", "open"], to: "locked" },
});
const STEPS: Record<"box.hung" | "box.opened" | "box.tried", Step<State, "open" | "lock">> = {
  "box.hung": { opens: "shut" },
  "box.opened": { verb: "open" },
  "box.tried": { verb: "lock", keeps: ["open"] },
};
const after = stateAfter(box, STEPS);

it("leads where the verb of an event leads", () => {
  expect(after("locked", { type: "box.hung" })).toBe("shut");
  expect(after("shut", { type: "box.opened" })).toBe("open");
});

it("keeps a state that the event leaves as it is", () => {
  expect(after("shut", { type: "box.tried" })).toBe("locked");
  expect(after("open", { type: "box.tried" })).toBe("open");
});

it("changes nothing by what it does not know, also by what every object has", () => {
  for (const type of ["box.painted", "toString", "constructor"]) {
    expect(after("open", { type })).toBe("open");
    expect(stepOf(STEPS, type)).toBeUndefined();
  }
});
