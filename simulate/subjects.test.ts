import { expect, it } from "vitest";
import { randomFrom } from "./random.ts";
import { SUBJECT_CELLS } from "./subject-cells.ts";
import { type SubjectSetting, stageOfSubjects } from "./subjects.ts";

const RUNS = 30;
const usual: SubjectSetting = {
  judge: "judge-4",
  kind: "share",
  level: 0.05,
  harm: 0,
  likeness: 0.1,
  uneven: true,
  share: 0.5,
};
const endings = (change: Partial<SubjectSetting>) =>
  Array.from({ length: RUNS }, (_, run) => stageOfSubjects({ ...usual, ...change }, randomFrom(run + 1)));
const shareOf = (found: readonly string[], ...wrong: readonly string[]) =>
  found.filter((ending) => wrong.includes(ending)).length / found.length;

it("takes neither busy subjects for a broken split nor what they repeat for harm", () => {
  expect(shareOf(endings({}), "rolled-back", "halted")).toBeLessThan(0.15);
}, 60_000);

it("the judge before did so in most rollouts", () => {
  expect(shareOf(endings({ judge: "judge-3" }), "rolled-back", "halted")).toBeGreaterThan(0.5);
}, 60_000);

it("still finds a harm that many subjects have", () => {
  expect(shareOf(endings({ harm: 0.05 }), "rolled-back")).toBeGreaterThan(0.9);
}, 60_000);

it("covers each cell once", () => {
  expect(new Set(SUBJECT_CELLS.map(({ cell }) => cell)).size).toBe(SUBJECT_CELLS.length);
});
