// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { SliceFields } from "./slice-fields.tsx";

const rule: SliceRule = { by: ["region"], most: 20, onFail: "roll-back" };
const changed = (slices: SliceRule | undefined, label: string, text: string) => {
  const set = vi.fn();
  mounted(<SliceFields plan={{ ...QUICK_PLAN, slices }} set={set} />).type(label, text);
  return set.mock.calls;
};
const shown = (plan: Plan) => textOf(<SliceFields plan={plan} set={vi.fn()} />);

describe("the slices of a plan", () => {
  it.each<[SliceRule | undefined, string, string, SliceRule | undefined]>([
    [undefined, "Slices by", "region, cabin region", { ...rule, by: ["region", "cabin"] }],
    [rule, "Slices by", " ", undefined],
    [rule, "Slices at most", "40", { ...rule, most: 40 }],
    [rule, "Worse in a slice", "inform", { ...rule, onFail: "inform" }],
    [rule, "Before it advances", "tested", { ...rule, demand: "tested" }],
    [{ ...rule, demand: "tested" }, "Before it advances", "nothing", rule],
  ])("of %j, %s: %s", (before, label, text, slices) => {
    expect(changed(before, label, text)).toEqual([[{ slices }]]);
  });

  it("ask for nothing until a dimension is named, and then show the sentence that is signed", () => {
    expect(shown(QUICK_PLAN)).not.toContain("Slices at most");
    expect(shown({ ...QUICK_PLAN, slices: rule })).toContain("Also judged by region, 20 slices at most");
  });
});
