import { expect, it } from "vitest";
import { statesNamed, stateWord } from "./state-word.ts";

const STATES = ["in-review", "rolling-back", "rolled-back", "released", "releasing"] as const;

it("a state reads as words", () => {
  expect(STATES.map(stateWord)).toEqual([
    "In review",
    "Rolling back",
    "Rolled back",
    "Released",
    "Releasing",
  ]);
});

it.each([
  ["rolled", ["rolled-back"]],
  ["Back", ["rolling-back", "rolled-back"]],
  ["rol", ["rolling-back", "rolled-back"]],
  ["releas", ["released", "releasing"]],
  ["leased", []],
  ["rolled-back", []],
])("%s names %j", (text, states) => {
  expect(statesNamed(STATES, text)).toEqual(states);
});
