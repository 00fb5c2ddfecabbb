// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { guardrailSentence } from "#components/releases/guardrail-words.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { newPlan } from "#lib/releases/new-plan.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { planChanges } from "#lib/releases/plan-changes.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { GuardrailEditor } from "./guardrail-editor.tsx";
import { newGuardrail } from "./guardrail-offer.ts";
import { TaskField } from "./task-field.tsx";

const mae = newGuardrail(catalogued("mae"));
const ranged = { ...mae, range: { min: 0, max: 60 } };

function editor(plan: Pick<Plan, "guardrails" | "task">) {
  const onChange = vi.fn();
  return { ...mounted(<GuardrailEditor plan={plan} onChange={onChange} />), onChange };
}

describe("the range of a forecast's error", () => {
  it("is asked for, and named in the sentence that is signed", () => {
    const { type, onChange } = editor({ guardrails: [mae] });
    type("Values to", "60");
    expect(onChange.mock.calls).toEqual([[[ranged]]]);
    expect(newPlan.safeParse({ ...QUICK_PLAN, guardrails: [mae] }).success).toBe(false);
    expect(newPlan.parse({ ...QUICK_PLAN, guardrails: [ranged] }).guardrails).toEqual([ranged]);
    expect(guardrailSentence({}, ranged)).toMatch(
      /worse\. Values outside 0 to 60 count as the nearest inside\.$/,
    );
  });

  it("is left out again with both fields empty, and keeps the other end", () => {
    const { type, onChange } = editor({ guardrails: [ranged] });
    type("Values from", "5");
    expect(onChange.mock.lastCall).toEqual([[{ ...mae, range: { min: 5, max: 60 } }]]);
    type("Values to", "");
    expect(onChange.mock.lastCall).toEqual([[{ ...mae, range: undefined }]]);
  });

  it("is asked of no metric that has one", () => {
    const { screen } = editor({ guardrails: [newGuardrail(catalogued("ndcg-10"))] });
    expect(screen.queryByLabelText("Values to")).toBeNull();
  });
});

it("the task is chosen or not said, and its metrics alone are offered", () => {
  const onChange = vi.fn();
  const { type } = mounted(<TaskField task={undefined} onChange={onChange} />);
  type("The model's task", "ranking");
  type("The model's task", "");
  expect(onChange.mock.calls).toEqual([["ranking"], [undefined]]);
  const names = editor({ guardrails: [], task: "ranking" })
    .screen.getAllByRole("button")
    .map(({ textContent }) => textContent);
  expect(names).toContain("NDCG@10");
  expect(names).not.toContain("Log-loss");
});

it("a task or a range that changed is a change of the plan", () => {
  const before = { ...QUICK_PLAN, guardrails: [mae] };
  expect(planChanges(before, { ...before, task: "regression", guardrails: [ranged] })).toMatchObject([
    { field: "range", before: null, after: "0 to 60", effect: null },
    { field: "task", before: null, after: "regression" },
  ]);
});
