import { describe, expect, it } from "vitest";
import { keptRelease } from "#lib/releases/kept-release.ts";
import { BLANK_CASE, ownTemplate, RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import { guardrailCriteria } from "./guardrail-criteria.ts";
import { restored, retarget, startRelease, templateOf, withPlan, withTemplate } from "./release-start.ts";
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
const start = startRelease(models, target);
const typed = { why: "Winter.", benefit: "Fewer misses.", risk: "Night flights.", wayBack: "By hand." };
const written = { ...start, draft: { ...start.draft, case: { ...start.draft.case, ...typed } } };

describe("what a form starts from", () => {
  it("takes the newest version and the first pointer unless told otherwise", () => {
    expect(targetIn(models, {})).toEqual(target);
    expect(targetIn(models, { model: "flight-delay", version: 2 })).toEqual({ ...target, version: 2 });
    expect(targetIn(models, { model: "unknown", version: 99 })).toEqual(target);
    expect(targetIn(models, { model: "gate-cost" })).toEqual({ model: "gate-cost", version: 0, pointer: "" });
    expect(targetIn([], {})).toBeNull();
  });

  it.each(RELEASE_TEMPLATES.map(({ id }) => id))("%s leaves every argument to the author", (id) => {
    const { case: texts } = withTemplate(start, models, id).draft;
    expect(texts).toMatchObject({
      why: "",
      benefit: "",
      risk: "",
      wayBack: "",
      substantialModification: BLANK_CASE.substantialModification,
    });
  });

  it("says only what is recorded: the version's description and the guardrails", () => {
    const { case: texts, plan } = start.draft;
    expect(texts.what).toBe("Knows the airport.");
    expect(texts).toMatchObject(guardrailCriteria(plan, 1));
    expect(texts.rollback[0]).toBe("Log-loss: proven worse (higher) by more than 0.005 than v1");
  });

  it("takes the plan of a first version where nothing is live", () => {
    expect(startRelease(models, { ...target, pointer: "staging" }).templateId).toBe("first");
  });
});

describe("another target", () => {
  it("keeps what somebody typed, and follows with what is known", () => {
    const moved = retarget(written, models, { ...target, version: 2 });
    expect(moved.draft).toMatchObject({ version: 2, case: { ...typed, what: "Knows the hour." } });
  });

  it("never overwrites a description or criterion of the author's own", () => {
    const own = { what: "Better.", acceptance: ["No complaint is open"], rollback: ["Somebody complains"] };
    const mine = { ...written, draft: { ...written.draft, case: { ...written.draft.case, ...own } } };
    const moved = withTemplate(retarget(mine, models, { ...target, pointer: "staging" }), models, "cautious");
    expect(moved.draft.case).toMatchObject({ ...typed, ...own });
  });

  it("changes the template only where the pointer asks for another and the plan is untouched", () => {
    const cautious = withTemplate(start, models, "cautious");
    expect(retarget(cautious, models, { ...target, version: 2 }).templateId).toBe("cautious");
    expect(retarget(cautious, models, { ...target, pointer: "staging" }).templateId).toBe("first");
    const own = withPlan(cautious, models, { ...cautious.draft.plan, plannedSamples: 5000 });
    expect(retarget(own, models, { ...target, pointer: "staging" })).toMatchObject({
      templateId: "cautious",
      draft: { plan: { plannedSamples: 5000 } },
    });
  });

  it("drops comparisons with a live version where there is none", () => {
    const { rollback, acceptance } = retarget(start, models, { ...target, pointer: "staging" }).draft.case;
    expect(rollback).toEqual([]);
    expect(acceptance).toEqual(["Latency: never fails (latency exceeds 2,000 ms in 10 windows in a row)"]);
  });
});

describe("another plan", () => {
  it("comes with another template, which keeps the texts", () => {
    const slow = withTemplate(written, models, "cautious");
    expect(slow.draft.plan).toEqual(templateOf("cautious").plan);
    expect(slow.draft.case).toMatchObject({ ...typed, ...guardrailCriteria(slow.draft.plan, 1) });
  });

  it("changes the criteria that came from it", () => {
    const [logLoss] = start.draft.plan.guardrails;
    const moved = withPlan(start, models, {
      ...start.draft.plan,
      guardrails: [{ ...logLoss!, rule: { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.04 } }],
      stages: start.draft.plan.stages.map((stage) => ({ ...stage, advanceMargins: {} })),
    });
    expect(moved.draft.case.rollback).toEqual(["Log-loss: proven worse (higher) by more than 0.02 than v1"]);
    expect(moved.draft.case.acceptance).toEqual([
      "Log-loss: proven less than 0.04 worse than v1 in the last stage",
    ]);
  });
});

describe("a template of the workspace", () => {
  const content = {
    title: "House plan",
    whenToUse: "Always.",
    prompts: RELEASE_TEMPLATES[0].prompts,
    plan: templateOf("cautious").plan,
    locked: ["guardrails" as const],
    offered: true,
  };
  const templates = [ownTemplate("own", 2, content), ...RELEASE_TEMPLATES];
  const own = withTemplate(written, models, "own", templates);

  it("is named by the draft with its version, and leaves with the next template that is chosen", () => {
    expect(own.draft).toMatchObject({ template: { id: "own", version: 2 }, plan: content.plan, case: typed });
    expect(withTemplate(own, models, "staged", templates).draft.template).toBeUndefined();
    expect(retarget(own, models, { ...target, version: 2 }, templates).draft.template).toEqual({
      id: "own",
      version: 2,
    });
    expect(
      retarget(own, models, { ...target, pointer: "staging" }, templates).draft.template,
    ).toBeUndefined();
    expect(keptRelease.parse(own)).toEqual(own);
  });

  it("takes its newer version with what that locks when a kept draft comes back, and keeps what was typed", () => {
    const newer = { ...content, plan: templateOf("staged").plan };
    const back = restored(own, [ownTemplate("own", 3, newer), ...RELEASE_TEMPLATES]);
    expect(back.draft).toMatchObject({ template: { id: "own", version: 3 }, case: typed });
    expect(back.draft.plan.guardrails).toEqual(newer.plan.guardrails);
    expect(back.draft.plan.stages).toEqual(content.plan.stages);
    const gone = restored(own, RELEASE_TEMPLATES);
    expect([gone.templateId, gone.draft.template, gone.draft.plan]).toEqual([
      "staged",
      undefined,
      content.plan,
    ]);
    expect(restored(written, templates)).toBe(written);
  });
});
