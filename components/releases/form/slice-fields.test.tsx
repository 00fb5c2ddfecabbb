// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Guardrail } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { OwnSliceFields } from "./own-slice-fields.tsx";
import { withOwnSlices } from "./plan-edits.ts";
import { SliceFields } from "./slice-fields.tsx";

const rule: SliceRule = { by: ["region"], most: 20, onFail: "roll-back" };
const sentenceOf = (one: SliceRule) => `Judged by ${one.by.join(" and ")}.`;
const [logLoss, errorRate, latency] = QUICK_PLAN.guardrails;

function changed(slices: SliceRule | undefined, label: string, text: string) {
  const onChange = vi.fn();
  mounted(<SliceFields rule={slices} sentenceOf={sentenceOf} onChange={onChange} />).type(label, text);
  return onChange.mock.calls;
}

describe("the slices of a plan", () => {
  it.each<[SliceRule | undefined, string, string, SliceRule | undefined]>([
    [undefined, "Slices by", "region, cabin region", { ...rule, by: ["region", "cabin"] }],
    [rule, "Slices by", " ", undefined],
    [rule, "Slices at most", "40", { ...rule, most: 40 }],
    [rule, "Worse in a slice", "inform", { ...rule, onFail: "inform" }],
    [rule, "Before it advances", "tested", { ...rule, demand: "tested" }],
    [{ ...rule, demand: "tested" }, "Before it advances", "nothing", rule],
  ])("of %j, %s: %s", (before, label, text, slices) => {
    expect(changed(before, label, text)).toEqual([[slices]]);
  });

  it("ask for nothing until a dimension is named, and then show the sentence that is signed", () => {
    const shown = (slices?: SliceRule) =>
      textOf(<SliceFields rule={slices} sentenceOf={sentenceOf} onChange={vi.fn()} />);
    expect(shown()).not.toContain("Slices at most");
    expect(shown(rule)).toContain("Judged by region.");
    expect(shown(rule)).not.toContain("Compare the slices");
  });
});

function own(guardrail: Guardrail, slices?: SliceRule) {
  const onChange = vi.fn();
  const plan = { ...QUICK_PLAN, slices };
  return {
    ...mounted(<OwnSliceFields plan={plan} guardrail={guardrail} onChange={onChange} />),
    onChange,
  };
}

describe("the slices of one guardrail", () => {
  const sliced = { ...errorRate!, slices: rule };
  const groups = { ...errorRate!, slices: { ...rule, most: 12, gap: 0.02 } };

  it("begin as the plan's, and can be given back to it", () => {
    const { press, onChange, screen } = own(logLoss!, rule);
    expect(screen.queryByLabelText("Slices by")).toBeNull();
    press("Slices of its own for Log-loss");
    press("Judge it by the plan's slices");
    expect(onChange.mock.calls).toEqual([[rule], [undefined]]);
    expect(screen.queryByLabelText("Slices by")).toBeNull();
  });

  it("wait for a dimension where the plan has none", () => {
    const { press, type, onChange } = own(logLoss!);
    press("Slices of its own for Log-loss");
    type("Slices by", "cabin");
    expect(onChange.mock.calls).toEqual([[undefined], [{ ...rule, by: ["cabin"] }]]);
  });

  it("may be groups, compared with one another: few, and apart by what fails the whole at first", () => {
    const { screen, onChange } = own(sliced);
    screen.getByLabelText("Compare the slices with one another").click();
    const { rollbackMargin } = errorRate!.rule as Extract<Guardrail["rule"], { kind: "sequential" }>;
    expect(onChange.mock.calls).toEqual([[{ ...rule, most: 12, gap: rollbackMargin }]]);
  });

  it("say in the sentence that is signed how far apart the groups may be, in the metric's unit", () => {
    const { type, onChange } = own(groups);
    expect(document.body.textContent).toContain(
      "differ between two of them by more than 2 percentage points",
    );
    type("Apart at most, 0 to 1", "0.05");
    expect(onChange.mock.calls).toEqual([[{ ...groups.slices, gap: 0.05 }]]);
  });

  it("stop comparing groups where that is taken back", () => {
    const { screen, onChange } = own(groups);
    screen.getByLabelText("Compare the slices with one another").click();
    expect(onChange.mock.calls).toEqual([[{ ...rule, most: 12 }]]);
  });

  it("are offered only where a mean or a share is compared", () => {
    expect(own(latency!).screen.queryByRole("button")).toBeNull();
  });

  it("leave the guardrail as it was signed before where it has none", () => {
    expect(withOwnSlices(sliced, undefined)).toEqual(errorRate);
    expect(Object.keys(withOwnSlices(sliced, undefined))).not.toContain("slices");
    expect(withOwnSlices(errorRate!, rule)).toEqual(sliced);
  });
});
