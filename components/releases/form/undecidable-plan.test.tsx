// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { planEstimate, stageEstimate } from "#lib/testing/specimens/views/release-forms.ts";
import { undecidableIn } from "./plan-outlook.ts";
import { StageEditor } from "./stage-editor.tsx";

const [, , , fifty] = QUICK_PLAN.stages;

describe("a plan that could not start", () => {
  it("says first for which stage the plan is refused, with one of its two ways out solid", () => {
    const slow = stageEstimate({ advancesIn: 1000 });
    const estimate = planEstimate(QUICK_PLAN.stages.map(() => slow));
    const undecidable = { stage: fifty!.id, message: "It passes after 17 min." };
    const onChange = vi.fn();
    const page = mounted(
      <StageEditor
        plan={QUICK_PLAN}
        estimated={{ kind: "known", estimate }}
        undecidable={undecidable}
        onChange={onChange}
      />,
    );
    const text = document.body.textContent!;
    expect(text).toContain("The plan cannot start by 50 %. It passes after 17 min.");
    expect(text.indexOf("The plan cannot start")).toBeLessThan(text.indexOf("Traffic, %"));
    const solid = [...document.querySelectorAll("button")].filter(({ className }) =>
      /bg-accent/.test(className),
    );
    expect(solid.map(({ textContent }) => textContent)).toEqual(["Allow 30 min"]);
    solid[0]!.click();
    const [stages] = onChange.mock.calls[0]!;
    expect(stages[3]).toMatchObject({ id: fifty!.id, deadlineSeconds: 1800 });
    expect(page.screen.getAllByText(/^Accept /).length).toBeGreaterThan(0);
  });

  it("is not judged while it is invalid or nothing is known of the traffic", () => {
    const outlook = { estimator: () => null, undecidable: () => ({ stage: "a", message: "No." }) };
    expect(undecidableIn(QUICK_PLAN, outlook)).toEqual({ stage: "a", message: "No." });
    expect(undecidableIn({ ...QUICK_PLAN, alpha: 0 }, outlook)).toBeNull();
    expect(undecidableIn(QUICK_PLAN, null)).toBeNull();
  });
});
