import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { templateList } from "#lib/releases/queries/template-list.ts";
import type { TemplateReference } from "#lib/releases/template.ts";
import { codeOf } from "#lib/testing/worlds/code-of.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { racing } from "#lib/testing/worlds/racing.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import { houseTemplate, lessWatched, publishedTemplate, slower } from "#lib/testing/worlds/templates.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { editRelease } from "./edit-release.ts";
import { openRelease } from "./open-release.ts";
import { publishTemplate } from "./publish-template.ts";
import { submitRelease } from "./submit-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const opening = (template: TemplateReference | undefined, plan = worldPlan) => ({
  model: MODEL,
  version: 2,
  pointer: "production",
  case: testCase,
  plan,
  ...(template ? { template: { id: template.id, version: template.version } } : {}),
});
const open = (template: TemplateReference | undefined, plan = worldPlan) =>
  world.here.attempt(openRelease, opening(template, plan), world.people.jonas);

describe("publishing a template", () => {
  it("is in the log with what it locks, and without what its author typed", async () => {
    const { here, people } = world;
    const { id, version, digest } = await publishedTemplate(here, people.ada);
    const event = (await here.eventsOf(`template/${here.workspaceId}`)).at(-1);
    expect(event).toMatchObject({
      action: "template.published",
      data: { template: id, version, digest, locked: ["guardrails"], offered: true },
    });
    expect(JSON.stringify(event?.data)).not.toContain("House plan");
    const { items, whyNotPublish } = await here.see(templateList, {}, people.vic);
    expect(items.at(-1)).toMatchObject({
      id,
      version: 1,
      publishedBy: people.ada.name,
      releases: 0,
      earlier: [],
    });
    expect(whyNotPublish).not.toBeNull();
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is for admins and release managers, and for no reviewer, author or token", async () => {
    const { here, people } = world;
    const attempt = (by: typeof people.ada) =>
      here.attempt(publishTemplate, { content: houseTemplate() }, by);
    for (const by of [people.jonas, people.carla, people.vic])
      expect(codeOf(await attempt(by))).toBe("role-missing");
    expect(codeOf(await attempt(people.rhea))).toBe("ok");
    expect(codeOf(await here.attempt(publishTemplate, { content: houseTemplate() }, here.system))).not.toBe(
      "ok",
    );
  });

  it("makes a version that never changes, also for whoever has the application's role", async () => {
    const { here, people } = world;
    const { id } = await publishedTemplate(here, people.ada);
    for (const change of [
      (tx: Parameters<Parameters<typeof inWorkspace>[2]>[0]) =>
        tx.templateVersion.updateMany({ data: { version: 9 } }),
      (tx: Parameters<Parameters<typeof inWorkspace>[2]>[0]) =>
        tx.templateVersion.deleteMany({ where: { templateId: id } }),
    ])
      await expect(inWorkspace(here.db, here.workspaceId, change)).rejects.toThrow(/permission denied/);
  });

  it("takes turns: of two who publish over one version, one is told of the other", async () => {
    const { here, people } = world;
    const { id: template } = await publishedTemplate(here, people.ada);
    const over = (title: string) => ({ template, basedOn: 1, content: houseTemplate({ title }) });
    const { almost, atOnce } = racing(here);
    const first = await almost(publishTemplate, over("First"), people.ada);
    const second = atOnce(publishTemplate, over("Second"), people.rhea);
    expect(await first.commit()).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ error: { code: "template-moved" } });
    const same = { template, basedOn: 2, content: houseTemplate({ title: "First" }) };
    expect(codeOf(await here.attempt(publishTemplate, same, people.ada))).toBe("nothing-changed");
  });
});

describe("a release from a template", () => {
  it("records which version it was made from, and keeps it and what it locks in every round", async () => {
    const { here, people } = world;
    const template = await publishedTemplate(here, people.ada);
    expect(await open(template, lessWatched)).toMatchObject({
      error: { code: "template-field-locked", field: "plan.guardrails" },
    });
    const opened = await open(template, slower);
    if (!opened.ok) throw new Error(opened.error.message);
    const { number: release, releaseId } = opened.value;
    expect((await here.eventsOf(`release/${releaseId}`))[0]).toMatchObject({
      data: { template: template.id },
    });
    expect((await fileIn(here, release)).sections.target.template).toEqual(template);
    const edit = (round: number, plan = worldPlan) =>
      here.attempt(editRelease, { release, round, plan }, people.jonas);
    expect(await edit(1, lessWatched)).toMatchObject({ error: { code: "template-field-locked" } });
    expect(await edit(1)).toMatchObject({ ok: true });
    // A later version that locks more changes nothing for a release from an earlier one.
    const next = {
      template: template.id,
      basedOn: 1,
      content: houseTemplate({ locked: ["guardrails", "stages"] }),
    };
    await here.make(publishTemplate, next, people.ada);
    expect(await edit(2, slower)).toMatchObject({ ok: true });
    await here.make(submitRelease, { release }, people.jonas);
    expect((await fileIn(here, release)).sections.target.template).toEqual(template);
    expect(await edit(3, lessWatched)).toMatchObject({ error: { code: "template-field-locked" } });
    const { items } = await here.see(templateList, {}, people.vic);
    expect(items.find(({ id }) => id === template.id)).toMatchObject({
      version: 2,
      releases: 1,
      earlier: [{ version: 1 }],
    });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is made from the newest version that is offered, and from no other workspace's", async () => {
    const { here, people } = world;
    const template = await publishedTemplate(here, people.ada);
    const over = (basedOn: number, more: object) => ({
      template: template.id,
      basedOn,
      content: houseTemplate(more),
    });
    await here.make(publishTemplate, over(1, { title: "Newer" }), people.ada);
    expect(codeOf(await open(template))).toBe("template-moved");
    await here.make(publishTemplate, over(2, { offered: false }), people.ada);
    expect(codeOf(await open({ ...template, version: 3 }))).toBe("template-retired");
    const foreign = { id: here.workspaceId, version: 1 };
    expect(codeOf(await open(foreign))).toBe("template-not-found");
  });

  it("changes no digest of a release that is made from none", async () => {
    const opened = await open(undefined, lessWatched);
    if (!opened.ok) throw new Error(opened.error.message);
    const { sections } = await fileIn(world.here, opened.value.number);
    expect("template" in sections.target).toBe(false);
  });
});
