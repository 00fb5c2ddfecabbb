import { describe, expect, it } from "vitest";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import type { EditPreviewView } from "#lib/releases/views/edit-preview.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { sectionsChanged, voidedBy } from "./edit-effect.ts";

const draft = {
  model: "flight-delay",
  version: 2,
  pointer: "production",
  case: testCase,
  plan: QUICK_PLAN,
};
const facts: EditPreviewView = {
  round: 1,
  takenIn: [],
  signed: [
    { function: "security", by: ["Mira Okafor"], signs: ["case", "artifact", "plan"] },
    { function: "data-science", by: ["Anna Novak"], signs: ["case", "artifact", "card"] },
  ],
};

describe("what an edit costs", () => {
  it("is nothing as long as nothing is changed, also where only blanks are", () => {
    expect(sectionsChanged(draft, draft, facts)).toEqual([]);
    const spaced = { ...draft, case: { ...draft.case, why: `${draft.case.why}  ` } };
    expect(sectionsChanged(draft, spaced, facts)).toEqual([]);
  });

  it("is only the signatures over what changes", () => {
    const slower = { ...draft, plan: { ...draft.plan, maturitySeconds: 60 } };
    const changed = sectionsChanged(draft, slower, facts);
    expect(changed).toEqual(["plan"]);
    expect(voidedBy(changed, facts).map((seat) => seat.function)).toEqual(["security"]);
    const reworded = { ...draft, case: { ...draft.case, why: "Because." } };
    expect(voidedBy(sectionsChanged(draft, reworded, facts), facts)).toHaveLength(2);
  });

  it("includes what any edit takes in", () => {
    const changed = sectionsChanged(draft, draft, { ...facts, takenIn: ["card"] });
    expect(voidedBy(changed, facts).map((seat) => seat.function)).toEqual(["data-science"]);
  });

  it("compares also what cannot be sent yet", () => {
    const emptied = { ...draft, case: { ...draft.case, why: "" } };
    expect(sectionsChanged(draft, emptied, facts)).toEqual(["case"]);
  });
});
