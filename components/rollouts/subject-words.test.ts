import { expect, it } from "vitest";
import { subjectsText } from "./subject-words.ts";

const arms = { baseline: "v2", candidate: "v3" };

it("says who was answered and what their rows are worth", () => {
  const numbers = {
    baselineSubjects: 4520,
    candidateSubjects: 1,
    baselineWorth: 8210.7,
    candidateWorth: 1.9,
  };
  expect(subjectsText(numbers, arms)).toBe(
    "1 subject on v3, worth 1 independent row; 4,520 subjects on v2, worth 8,210 independent rows.",
  );
  expect(subjectsText({ candidateSubjects: 30, candidateWorth: 30 }, arms)).toBe(
    "30 subjects on v3, worth 30 independent rows.",
  );
});

it("says nothing where rows name no subjects", () => {
  expect(subjectsText({}, arms)).toBeNull();
});
