import { describe, expect, it } from "vitest";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import { retarget, startRelease, withTemplate } from "./release-start.ts";
import { targetIn } from "./release-target.ts";

const version = (number: number, description: string) => ({ number, description, evaluated: true });
const models: ReleasableModel[] = [
  {
    name: "flight-delay",
    tier: "high",
    versions: [version(3, "Knows the airport."), version(2, "Knows the hour.")],
    pointers: [
      { name: "production", live: 1 },
      { name: "staging", live: null },
    ],
  },
  { name: "gate-cost", tier: "low", versions: [], pointers: [] },
];
const target = { model: "flight-delay", version: 3, pointer: "production" };

describe("what a form starts from", () => {
  it("takes the newest version and the first pointer unless told otherwise", () => {
    expect(targetIn(models, {})).toEqual(target);
    expect(targetIn(models, { model: "flight-delay", version: 2 })).toEqual({ ...target, version: 2 });
    expect(targetIn(models, { model: "unknown", version: 99 })).toEqual(target);
    expect(targetIn(models, { model: "gate-cost" })).toEqual({ model: "gate-cost", version: 0, pointer: "" });
    expect(targetIn([], {})).toBeNull();
  });

  it("fills the blanks from what is to be released", () => {
    const { draft } = startRelease(models, target);
    expect(draft.case.what).toContain("version 3 of flight-delay behind production, in place of version 1");
    expect(draft.case.what).toContain("Knows the airport.");
    expect(draft.plan.stages.length).toBeGreaterThan(1);
  });

  it("takes the plan of a first version where nothing is live", () => {
    expect(startRelease(models, { ...target, pointer: "staging" }).templateId).toBe("first");
  });
});

describe("another target", () => {
  it("is followed by texts nobody changed", () => {
    const moved = retarget(startRelease(models, target), models, { ...target, version: 2 });
    expect(moved.draft).toMatchObject({ version: 2 });
    expect(moved.draft.case.what).toContain("Knows the hour.");
    expect(moved.fills).toBe(1);
  });

  it("changes the template only where the pointer asks for another", () => {
    const cautious = withTemplate(startRelease(models, target), models, "cautious");
    expect(retarget(cautious, models, { ...target, version: 2 }).templateId).toBe("cautious");
    expect(retarget(cautious, models, { ...target, pointer: "staging" }).templateId).toBe("first");
  });

  it("keeps what somebody typed", () => {
    const start = startRelease(models, target);
    const typed = { ...start, draft: { ...start.draft, case: { ...start.draft.case, why: "Because." } } };
    const moved = retarget(typed, models, { ...target, version: 2 });
    expect(moved.draft).toMatchObject({ version: 2, case: { why: "Because." } });
    expect(moved.fills).toBe(0);
  });
});

describe("another template", () => {
  it("replaces texts and plan", () => {
    const start = startRelease(models, target);
    const slow = withTemplate(start, models, "cautious");
    expect(slow.draft.plan).not.toEqual(start.draft.plan);
    expect(slow).toMatchObject({ templateId: "cautious", fills: 1 });
  });
});
