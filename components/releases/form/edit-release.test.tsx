// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { editPreview } from "#lib/testing/specimens/views/release-forms.ts";
import { sections } from "#lib/testing/specimens/views/releases.ts";
import { EditRelease } from "./edit-release.tsx";
import type { PlanOutlook } from "./plan-outlook.ts";
import type { Saving } from "./use-draft-submit.ts";

function edit(facts = editPreview(), signed = sections(), outlook: PlanOutlook | null = null) {
  const save = vi.fn(async (_: Saving): Promise<Answer<{ href: string }>> => saved);
  const page = mounted(
    <EditRelease template={null} sections={signed} facts={facts} outlook={outlook} save={save} />,
  );
  const rail = page.screen.getByRole("region", { name: "Signatures this edit voids" });
  return { ...page, save, rail };
}
const saved = { ok: true, value: { href: "/releases/7" } } as const;

it("nothing is voided and nothing can be saved before something changes", () => {
  const page = edit();
  expect(page.rail.textContent).toContain("Nothing has changed.");
  expect(page.rail.textContent).toContain("Mira Okafor stays signed");
  expect(page.rail.textContent).not.toContain("must sign again");
  page.press("Save as round 2");
  expect(page.save).not.toHaveBeenCalled();
  expect(page.rail.textContent).toContain("Nothing has changed yet.");
});

it("a change of the plan voids the signatures over the plan alone", () => {
  const page = edit();
  page.type("Planned samples", "30000");
  expect(page.rail.textContent).toContain("Changes the rollout plan.");
  expect(page.rail.textContent).toContain("Mira Okafor must sign again");
  expect(page.rail.textContent).toContain("Anna Novak stays signed");
  page.type("Planned samples", "20000");
  expect(page.rail.textContent).toContain("Nothing has changed.");
});

it("a change of the case voids every signature; several signers are named together", () => {
  const by = ["Mira Okafor", "Dana Weiss"];
  const page = edit(editPreview({ signed: [{ function: "security", by, signs: ["case", "plan"] }] }));
  expect(page.rail.textContent).toContain("Mira Okafor and Dana Weiss stay signed");
  page.type("Why now", "Winter.");
  expect(page.rail.textContent).toContain("Mira Okafor and Dana Weiss must sign again");
});

it("what any edit updates is said before, and voids what it covers", () => {
  const page = edit(editPreview({ takenIn: ["card"] }));
  expect(page.rail.textContent).toContain("Any edit also updates the model card.");
  expect(page.rail.textContent).toContain("Anna Novak must sign again");
});

it("without signatures there is none to void", () => {
  const page = edit(editPreview({ signed: [], round: 3 }));
  expect(page.rail.textContent).toContain("opens round 4");
  expect(page.rail.textContent).toContain("Nobody has signed yet.");
});

it("the edit is sent whole, with what cannot be edited as it was", async () => {
  const page = edit();
  expect(document.body.textContent).toContain("flight-delay v2");
  expect(document.body.textContent).toContain("production, in place of v1");
  page.type("Why now", "Winter.");
  page.press("Save as round 2");
  await vi.waitFor(() => expect(page.journey).toEqual(["push /releases/7"]));
  const { case: texts, plan } = sections();
  const draft = {
    model: "flight-delay",
    version: 2,
    pointer: "production",
    case: { ...texts, why: "Winter." },
    plan,
  };
  expect(page.save.mock.calls).toEqual([[{ draft, andSubmit: false }]]);
});

it("where nothing is live nothing is replaced", () => {
  const { target } = sections();
  edit(editPreview(), sections({ target: { ...target, base: null } }));
  expect(document.body.textContent).not.toContain("in place of");
});

it("a plan that cannot start is not saved, whatever else changed; without a change of the plan it is", () => {
  const undecidable = () => ({ stage: "none", message: "Canary cannot decide." });
  const page = edit(editPreview(), sections(), { estimator: () => null, undecidable });
  page.type("Why now", "Winter.");
  expect(page.rail.textContent).not.toContain("Canary cannot decide.");
  page.type("Planned samples", "30000");
  page.press("Save as round 2");
  expect(page.save).not.toHaveBeenCalled();
  expect(page.rail.textContent).toContain("Canary cannot decide.");
});

it("shows what its template locks as locked, with why, and leaves the rest to its author", () => {
  const template = { title: "House plan", version: 2, locked: ["guardrails" as const, "judging" as const] };
  const page = mounted(
    <EditRelease
      template={template}
      sections={sections()}
      facts={editPreview()}
      outlook={null}
      save={async () => saved}
    />,
  );
  const locked = [...document.querySelectorAll("fieldset[disabled]")];
  expect(locked).toHaveLength(2);
  expect(page.screen.getAllByText(/Locked by the template “House plan”, version 2\./)).toHaveLength(2);
  const stages = page.screen.getByRole("region", { name: "Rollout plan" });
  expect(stages.querySelector("fieldset[disabled]")).toBeNull();
  const guardrails = page.screen.getByRole("region", { name: "Guardrails" });
  for (const field of guardrails.querySelectorAll("input, select, textarea"))
    expect(field.closest("fieldset[disabled]")).not.toBeNull();
});
