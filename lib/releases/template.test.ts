import { describe, expect, it } from "vitest";
import { testPlan } from "#lib/testing/worlds/releases.ts";
import { planSchema } from "./plan.ts";
import {
  changedLocked,
  FIELDS_OF_PART,
  keepsLocked,
  mayMakeFrom,
  mayPublish,
  PLAN_PARTS,
  partDigest,
  type Template,
  templateContent,
  templateSaid,
} from "./template.ts";

const content = {
  title: "House plan",
  whenToUse: "For every update.",
  prompts: { what: "What?", why: "Why?", benefit: "For whom?", risk: "Who?", wayBack: "How?" },
  plan: testPlan,
  locked: ["guardrails" as const, "judging" as const],
  offered: true,
};
const template: Template = { id: "t", version: 3, digest: "sha256:d", content };

describe("what a template locks", () => {
  it("covers every field of a plan once, so that none is locked by no part", () => {
    const fields = PLAN_PARTS.flatMap((part) => FIELDS_OF_PART[part]);
    expect(fields.toSorted()).toEqual(Object.keys(planSchema.shape).toSorted());
  });

  it.each([
    ["guardrails", { guardrails: testPlan.guardrails.slice(1) }, "guardrails"],
    ["guardrails", { metrics: [] }, "metrics"],
    ["judging", { alpha: testPlan.alpha / 2 }, "alpha"],
    ["judging", { minReceiptsPercent: 50 }, "minReceiptsPercent"],
  ])("refuses a change of its %s by name: %j", (part, change, field) => {
    const plan = { ...testPlan, ...change };
    expect(changedLocked(content, plan)).toEqual({ part, field });
    expect(keepsLocked(template, plan)).toMatchObject({
      error: {
        code: "template-field-locked",
        field: `plan.${field}`,
        message: expect.stringMatching(/House plan.*version 3/),
      },
    });
    expect(partDigest(plan, part as "judging")).not.toBe(templateSaid(content).parts[part as "judging"]);
  });

  it("leaves the rest to the author, and a field that is absent is the one that is not there", () => {
    const stages = testPlan.stages.map((stage) => ({ ...stage, minSeconds: stage.minSeconds + 1 }));
    expect(keepsLocked(template, { ...testPlan, stages })).toMatchObject({ ok: true });
    expect(changedLocked(content, { ...testPlan, task: undefined })).toBeNull();
  });

  it("names no part twice", () => {
    expect(templateContent.safeParse({ ...content, locked: ["stages", "stages"] }).success).toBe(false);
  });
});

describe("making and publishing", () => {
  it("takes the newest version of a template that is offered", () => {
    expect(mayMakeFrom(template, { id: "t", version: 3 })).toMatchObject({ ok: true });
    expect(mayMakeFrom(template, { id: "t", version: 2 })).toMatchObject({
      error: { code: "template-moved" },
    });
    const retired = { ...template, content: { ...content, offered: false } };
    expect(mayMakeFrom(retired, { id: "t", version: 3 })).toMatchObject({
      error: { code: "template-retired" },
    });
    expect(mayMakeFrom(null, { id: "t", version: 1 })).toMatchObject({
      error: { code: "template-not-found" },
    });
  });

  it("follows the version that its author looked at", () => {
    expect(mayPublish(null, undefined)).toMatchObject({ value: 1 });
    expect(mayPublish(template, 3)).toMatchObject({ value: 4 });
    expect(mayPublish(template, 2)).toMatchObject({ error: { code: "template-moved" } });
    expect(mayPublish(null, 0)).toMatchObject({ error: { code: "template-not-found" } });
  });
});
