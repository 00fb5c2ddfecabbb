import { expect, it } from "vitest";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { plan } from "#lib/testing/specimens/rollout-evidence.ts";
import { ownSliceSentence, planSliceSentence } from "./slice-rule-words.ts";

const rule: SliceRule = { by: ["region", "cabin"], most: 20, onFail: "roll-back" };

it("is signed with the guardrails it holds for, what a slice may do and what an untested one does", () => {
  expect(planSliceSentence({ ...plan, slices: rule })).toBe(
    "Log-loss, Errors. Also judged by region and cabin, 20 slices at most, corrected for that many (Holm): rolls back when proven worse in one of them. Slices too thin to test are named and hold nothing.",
  );
  expect(planSliceSentence(plan)).toBeNull();
});

it("says what a stage waits for", () => {
  const told = (demand: "tested" | "passed") =>
    planSliceSentence({ ...plan, slices: { ...rule, onFail: "inform", demand } });
  expect(told("tested")).toContain(
    "only reports when proven worse in one of them. Waits until every slice has rows enough",
  );
  expect(told("passed")).toContain("Waits until every slice is proven within the margin.");
});

it("names the gap that groups may have, in the metric's unit", () => {
  const guardrail = {
    ...plan.guardrails[1]!,
    slices: { ...rule, most: 6, onFail: "halt", gap: 0.05 },
  } as const;
  expect(ownSliceSentence(plan, { ...guardrail, slices: { ...guardrail.slices, by: ["group"] } })).toContain(
    "halts when proven worse in one of them. Slices too thin to test are named and hold nothing. The same where the candidate is proven to differ between two of them by more than 5 percentage points.",
  );
  expect(ownSliceSentence(plan, plan.guardrails[1]!)).toBeNull();
});
