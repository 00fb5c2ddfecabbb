// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { conditionShown } from "#lib/testing/specimens/views/conditions.ts";
import { sections } from "#lib/testing/specimens/views/releases.ts";
import { capsIn, capText, lookOf, openConditions } from "./condition-words.ts";
import { ConditionsSheet } from "./conditions-sheet.tsx";

const { plan } = sections();
const accepted: Answer = { ok: true, value: undefined };
const report = {
  report: 1,
  digest: `sha256:${"1".repeat(64)}`,
  evidence: "2,013 are.",
  by: "Jonas",
  at: "2026-12-01T12:00:00.000Z",
};
const shown = (conditions = [conditionShown()], submit = vi.fn(async () => accepted)) => (
  <ConditionsSheet
    conditions={conditions}
    plan={plan}
    means={PASSWORD_ALONE}
    report={submit}
    answer={submit}
  />
);

describe("the conditions of a release", () => {
  it("say who sees to them, until when, how they end and who closes them", () => {
    const text = textOf(shown([conditionShown({ cap: { percent: 25 } })]));
    expect(text).toMatch(/Condition from Compliance ?Caps at 25 %/);
    for (const said of ["Jonas Lindqvist", "then the approval ends", "Compliance only", "Nothing reported"])
      expect(text).toContain(said);
  });

  it("are no sheet where there are none", () => expect(textOf(shown([]))).toBe(""));

  it.each([
    [{}, "open"],
    [{ state: "reported" as const }, "reported met"],
    [{ state: "met" as const }, "met"],
    [{ overdue: true }, "overdue"],
    [{ binds: false }, "ended with its approval"],
  ])("look as they are: %o", (changed, word) => expect(lookOf(conditionShown(changed)).word).toBe(word));

  it("count as open until they are met or their approval is gone", () => {
    const all = [conditionShown(), conditionShown({ state: "met" }), conditionShown({ binds: false })];
    expect(openConditions(all)).toHaveLength(1);
  });

  it("draw their cap in the plan, and say where the plan no longer has it", () => {
    const [first] = plan.stages;
    expect(capText({ stage: first!.id }, plan)).toBe(`Caps at ${first!.name}`);
    expect(capText({ stage: "gone" }, plan)).toBe("Caps here");
    expect(capsIn([conditionShown({ cap: { stage: first!.id } })], plan)).toEqual([
      { after: first!.id, text: "Compliance’s condition stops it here" },
    ]);
    expect(capsIn([conditionShown({ cap: null })], plan)).toEqual([]);
  });

  it("are reported with evidence by whoever may", async () => {
    const submit = vi.fn(async () => accepted);
    const page = mounted(shown([conditionShown({ mayReport: true })], submit));
    page.press("Report it met");
    page.type(/^Reason/, "2,013 are labelled.");
    await page.submit("Report it met");
    expect(submit).toHaveBeenCalledWith(
      expect.objectContaining({ condition: conditionShown().id, evidence: "2,013 are labelled." }),
    );
  });

  it("are signed over the report shown, with a proof", async () => {
    const submit = vi.fn(async () => accepted);
    const condition = conditionShown({ state: "reported", reports: [report], mayAnswer: true });
    const page = mounted(shown([condition], submit));
    page.press("Not met");
    page.type(/^Reason/, "Half of them are day flights.");
    page.type("Your password", "secret");
    await page.submit("Find it not met");
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ condition, decision: "reject" }));
  });
});
