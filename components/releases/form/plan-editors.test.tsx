// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import { type Plan, planSchema } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { planEstimate, stageEstimate } from "#lib/testing/specimens/views/release-forms.ts";
import { GuardrailEditor } from "./guardrail-editor.tsx";
import { newGuardrail, SAMPLE_RATIO } from "./guardrail-offer.ts";
import { JudgingFields } from "./judging-fields.tsx";
import { withNewStage } from "./new-stage.ts";
import { withGuardrails } from "./plan-edits.ts";
import { StageEditor } from "./stage-editor.tsx";

const [shadow, five, , fifty, full] = QUICK_PLAN.stages;
const [logLoss, errorRate, latency, ratio] = QUICK_PLAN.guardrails;

function stages(plan: Plan, error?: string, estimated: Estimated = { kind: "unknown" }) {
  const onChange = vi.fn();
  return {
    ...mounted(<StageEditor plan={plan} estimated={estimated} onChange={onChange} error={error} />),
    onChange,
  };
}
const oneStage = { ...QUICK_PLAN, stages: [five!] };

describe("the editor of stages", () => {
  it.each([
    ["Stage", "Five", { name: "Five" }],
    ["Traffic, %", "7.5", { trafficPercent: 7.5 }],
    ["Traffic, %", "", { trafficPercent: 0 }],
    ["At least", "2 h", { minSeconds: 7200 }],
    ["Samples per arm", "5000", { minSamplesPerArm: 5000 }],
    ["At most", "1 d", { deadlineSeconds: 86_400 }],
    ["Then", "roll-back", { onDeadline: "roll-back" }],
  ])("emits %s as %s", (label, text, change) => {
    const { type, onChange } = stages(oneStage);
    type(label, text);
    expect(onChange.mock.calls).toEqual([[[{ ...five, ...change }]]]);
  });

  it("asks for a relative margin in per cent, as it is judged", () => {
    const guardrails = [newGuardrail(catalogued("latency-p95"))];
    const { screen } = stages({ ...oneStage, guardrails });
    expect(screen.getByLabelText<HTMLInputElement>("Advance within: Latency p95, %").value).toBe("25");
  });

  it("emits a change at its own stage, the others as they were", () => {
    const { screen, onChange } = stages(QUICK_PLAN);
    const fields = screen.getAllByLabelText("Traffic, %");
    expect(fields.map((field) => (field as HTMLInputElement).disabled)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    screen.getByRole("button", { name: "Remove stage 25 %" }).click();
    expect(onChange.mock.calls).toEqual([[[shadow, five, fifty, full]]]);
  });

  it("keeps an unreadable duration in its field, says how to write it and emits nothing", () => {
    const { type, onChange, screen } = stages(oneStage);
    type("At least", "soon");
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByLabelText("At least")).toHaveProperty("value", "soon");
    expect(document.body.textContent).toContain("Write it like 15 min or 2 h");
  });

  it("has each stage's margin in a field: its own, or the guardrail's, which is not repeated in the stage", () => {
    const { screen, onChange } = stages(QUICK_PLAN, "Rise from stage to stage.");
    expect(document.body.textContent).toContain("Rise from stage to stage.");
    const fields = screen.getAllByLabelText<HTMLInputElement>("Advance within: Log-loss");
    expect(fields.map(({ value }) => value)).toEqual(["0.1", "0.1", "0.05", "0.03", "0.03"]);
    const typed = (at: number, text: string) => {
      fireEvent.change(fields[at]!, { target: { value: text } });
      return (onChange.mock.lastCall![0] as Plan["stages"])[at]!.advanceMargins;
    };
    expect(typed(1, "0.08")).toEqual({ "log-loss": 0.08, "error-rate": 0.05 });
    expect(typed(0, "0.05")).toEqual({ "error-rate": 0.05 });
    expect(typed(3, "0.02")).toEqual({ "log-loss": 0.02 });
  });

  it("says which stage cannot decide in time, and mends it by more time or a wider margin", () => {
    const slow = planEstimate(
      QUICK_PLAN.stages.map((_, at) => stageEstimate(at === 3 ? { advancesIn: 41 * 3600 } : {})),
    );
    const { press, onChange } = stages(QUICK_PLAN, undefined, { kind: "known", estimate: slow });
    expect(document.body.textContent).toContain(
      "50 % cannot decide in time. Log-loss passes after about 41 h if nothing is worse; the stage may last 15 min.",
    );
    press("Allow 2 days");
    expect(onChange.mock.lastCall![0][3]).toEqual({ ...fifty, deadlineSeconds: 48 * 3600 });
    press("Accept 0.008");
    expect(onChange.mock.lastCall![0][3]).toEqual({ ...fifty, advanceMargins: { "log-loss": 0.008 } });
  });

  it("moves from field to field with the arrow keys, as a spreadsheet does", () => {
    const { screen } = stages(QUICK_PLAN);
    const traffic = screen.getAllByLabelText<HTMLInputElement>("Traffic, %");
    const least = screen.getAllByLabelText<HTMLInputElement>("At least");
    traffic[1]!.focus();
    const arrow = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
    arrow("ArrowRight");
    expect(document.activeElement).toBe(traffic[2]);
    arrow("ArrowDown");
    expect(document.activeElement).toBe(least[2]);
    // All of the text is chosen, as after a click into a cell; then the caret moves first.
    arrow("ArrowLeft");
    expect(document.activeElement).toBe(least[1]);
    least[1]!.setSelectionRange(1, 1);
    arrow("ArrowLeft");
    expect(document.activeElement).toBe(least[1]);
    arrow("ArrowUp");
    arrow("ArrowLeft");
    // The shadow's traffic is no field.
    expect(document.activeElement).toBe(traffic[1]);
  });

  it("adds a canary half-way in front of the full stage, under an id of its own", () => {
    const { press, onChange } = stages(QUICK_PLAN);
    press("Add a stage");
    const added = onChange.mock.calls[0]![0] as Plan["stages"];
    expect(added.map(({ id }) => id)).toEqual([
      ...["shadow", "canary-5", "canary-25", "canary-50", "canary-75"],
      "full",
    ]);
    expect(planSchema.parse({ ...QUICK_PLAN, stages: added }).stages).toEqual(added);
    const twice = withNewStage([{ ...full!, id: "canary-50" }]);
    expect(twice.map(({ id }) => id)).toEqual(["canary-50-2", "canary-50"]);
    expect(withNewStage([]).map(({ id, trafficPercent }) => [id, trafficPercent])).toEqual([
      ["canary-50", 50],
    ]);
  });
});

function guardrails(plan: Pick<Plan, "guardrails" | "metrics">, error?: string) {
  const onChange = vi.fn();
  return { ...mounted(<GuardrailEditor plan={plan} onChange={onChange} error={error} />), onChange };
}

describe("the editor of guardrails", () => {
  it.each([
    [logLoss, "Fail beyond", "0.01", { rule: { ...logLoss!.rule, rollbackMargin: 0.01 } }],
    [logLoss, "Advance within", "0.04", { rule: { ...logLoss!.rule, advanceMargin: 0.04 } }],
    [latency, "At most, ms", "500", { rule: { ...latency!.rule, max: 500 } }],
    [errorRate, "Fail beyond, 0 to 1", "0.1", { rule: { ...errorRate!.rule, rollbackMargin: 0.1 } }],
    [logLoss, "Samples per arm", "50", { minSamplesPerArm: 50 }],
    [logLoss, "On failure", "halt", { onFail: "halt" }],
    [ratio, "On failure", "roll-back", { onFail: "roll-back" }],
  ] as const)("emits a changed number of the rule: %#", (guardrail, label, text, change) => {
    const { type, onChange } = guardrails({ guardrails: [guardrail!] });
    type(label, text);
    expect(onChange.mock.calls).toEqual([[[{ ...guardrail, ...change }]]]);
  });

  it("takes a quantile's margins in its unit or in per cent of the baseline's", () => {
    const tail = newGuardrail(catalogued("latency-p95"));
    const { screen, onChange } = guardrails({ guardrails: [tail] });
    expect(screen.getByLabelText("Fail beyond, %")).toHaveProperty("value", "5");
    screen.getByLabelText("Margins in per cent of the baseline's").click();
    const [[absolute]] = onChange.mock.calls.at(-1) as [Plan["guardrails"]];
    expect(absolute!.rule).toEqual({ kind: "sequential", rollbackMargin: 5, advanceMargin: 25 });
    expect(newPlan.parse({ ...QUICK_PLAN, guardrails: [tail] }).guardrails).toEqual([tail]);
  });

  it("shows the sentence that is signed, and no number where the rule has none", () => {
    const { screen } = guardrails({ guardrails: [ratio!] }, "Needs one.");
    const text = document.body.textContent;
    expect(text).toContain("Sample ratio: halts when traffic is not split as planned.");
    expect(text).toContain("Tested on every evaluation.");
    expect(text).toContain("Needs one.");
    expect(screen.queryByLabelText(/Fail beyond/)).toBeNull();
  });

  it("removes one, and offers it again", () => {
    const { press, onChange, screen } = guardrails({ guardrails: [logLoss!, errorRate!] });
    expect(screen.queryByRole("button", { name: "Log-loss" })).toBeNull();
    press("Remove guardrail Log-loss");
    expect(onChange.mock.calls).toEqual([[[errorRate]]]);
  });

  it("adds what is not watched yet: of the catalogue, declared, the sample ratio", () => {
    const { press, onChange } = guardrails({ guardrails: [errorRate!], metrics: [callCost] });
    expect(document.body.textContent).toContain("Cost per call, EUR (call-cost): a mean, lower is better");
    press("Log-loss");
    press("Cost per call, EUR");
    press("Sample ratio");
    const added = onChange.mock.calls.map(([list]) => (list as Plan["guardrails"]).at(-1));
    expect(added[0]).toEqual(newGuardrail(catalogued("log-loss")));
    expect(added[1]).toMatchObject({ metric: "call-cost", rule: { kind: "sequential" } });
    expect(added[2]).toEqual(SAMPLE_RATIO);
  });

  it("offers the sample ratio once", () => {
    const { screen } = guardrails({ guardrails: [ratio!] });
    expect(screen.queryByRole("button", { name: "Sample ratio" })).toBeNull();
  });
});

it("a stage's own margins go with their guardrail, and with no other", () => {
  const { advanceMargins: _, ...plain } = full!;
  const plan = { ...QUICK_PLAN, stages: [shadow!, five!, fifty!, plain] };
  const edited = withGuardrails(plan, [errorRate!]);
  expect(edited.guardrails).toEqual([errorRate]);
  expect(edited.stages).toEqual([
    { ...shadow, advanceMargins: { "error-rate": 0.05 } },
    { ...five, advanceMargins: { "error-rate": 0.05 } },
    { ...fifty, advanceMargins: {} },
    plain,
  ]);
  expect(edited.stages[3]).not.toHaveProperty("advanceMargins");
});

describe("the numbers of the judging", () => {
  it.each([
    ["False-alarm rate, α", "0.01", { alpha: 0.01 }],
    ["Outcomes known after", "1 d", { maturitySeconds: 86_400 }],
    ["Outcomes needed, %", "90", { minLabelledPercent: 90 }],
    ["Receipts needed, %", "98", { minReceiptsPercent: 98 }],
    ["Bucket width", "60", { cohortSeconds: 60 }],
    ["Planned samples", "50000", { plannedSamples: 50_000 }],
    ["Hold-out, %", "5", { holdoutPercent: 5 }],
    ["Failed judgements in a row", "3", { consecutiveErrorsMax: 3 }],
  ])("emit %s", (label, text, change) => {
    const set = vi.fn();
    mounted(<JudgingFields plan={QUICK_PLAN} set={set} />).type(label, text);
    expect(set.mock.calls).toEqual([[change]]);
  });

  it.each([
    ["Outcomes needed, %", "95", { minLabelledPercent: 90 }],
    ["Receipts needed, %", "0", { minReceiptsPercent: 98 }],
  ])("sign the same where the usual share is chosen again: %s", (label, usual, changed) => {
    const set = vi.fn();
    const plan = { ...QUICK_PLAN, ...changed };
    mounted(<JudgingFields plan={plan} set={set} />).type(label, usual);
    const [[change]] = set.mock.calls as [[Partial<Plan>]];
    const sent = planSchema.parse(JSON.parse(JSON.stringify({ ...plan, ...change })));
    expect(digestOfJson(sent)).toBe(digestOfJson(QUICK_PLAN));
  });
});
