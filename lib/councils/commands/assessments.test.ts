import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { modelPage } from "#lib/overview/queries/model-page.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import {
  assess,
  assessing,
  confirmTier,
  signingAssessment,
  signTier,
} from "#lib/testing/worlds/assessments.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { proposeAssessment } from "./propose-assessment.ts";
import { signAssessment } from "./sign-assessment.ts";
import { withdrawAssessment } from "./withdraw-assessment.ts";

let world: World;
let model: string;
let stream: string;
let made = 0;

beforeAll(async () => {
  world = await testWorld();
});
beforeEach(async () => {
  model = `model-${++made}`;
  const { modelId } = await addModel(world.here, world.people.jonas, model, "low");
  stream = `model/${modelId}`;
});
afterAll(() => world?.here.close());

const tierNow = async () => (await world.here.see(modelPage, { model }, world.people.vic)).model.tier;
const told = async () =>
  (await world.here.eventsOf(stream)).filter(({ action }) => action.startsWith("assessment"));
const propose = (tier: Tier) => assess(world.here, world.people.jonas, { model, tier });
const confirm = (tier: Tier) =>
  confirmTier(world.here, world.people.jonas, { model, tier, by: world.people.carla });

it("a model counts as high until it is assessed, whatever was declared", async () => {
  expect(await tierNow()).toBe("high");
  const [created] = await world.here.eventsOf(stream);
  expect(created).toMatchObject({ action: "model.created", data: { riskTier: "high", declared: "low" } });
});

describe("a proposed tier", () => {
  it("that is milder counts once compliance confirmed it", async () => {
    const proposed = await propose("limited");
    expect(proposed).toMatchObject({ tier: "limited", tierNow: "high" });
    expect(await tierNow()).toBe("high");
    const signed = await signTier(world.here, world.people.carla, { model, ...proposed });
    expect(signed).toMatchObject({ state: "confirmed", tierNow: "limited" });
    expect(await tierNow()).toBe("limited");
    const { carla, jonas } = world.people;
    const about = { assessment: proposed.assessmentId, model, tier: "limited", from: "high" };
    const { digest } = proposed;
    expect(await told()).toMatchObject([
      {
        action: "assessment.proposed",
        actor: { id: jonas.id },
        data: { ...about, digest, answers: answersFor("limited") },
      },
      {
        action: "assessment.signed",
        actor: { id: carla.id },
        data: { ...about, digest, decision: "approve", seat: "compliance" },
      },
      { action: "assessment.confirmed", data: about },
    ]);
  });

  it("that is stricter counts at once, and a rejection ends it", async () => {
    const proposed = await propose("critical");
    expect(await tierNow()).toBe("critical");
    await signTier(world.here, world.people.carla, { model, ...proposed, decision: "reject" });
    expect(await tierNow()).toBe("high");
    expect((await told()).map(({ action }) => action)).toEqual([
      "assessment.proposed",
      "assessment.signed",
      "assessment.rejected",
    ]);
  });

  it("starts from the tier that was confirmed before", async () => {
    await confirm("low");
    expect(await propose("limited")).toMatchObject({ tierNow: "limited" });
    expect((await told()).at(-1)?.data).toMatchObject({ tier: "limited", from: "low" });
  });

  it.each(TIERS)("is %s where the answers ask for it, and the replay agrees", async (tier) => {
    await confirm(tier);
    expect(await tierNow()).toBe(tier);
    expect((await world.here.see(replay, {}, world.here.system)).differences).toEqual([]);
  });

  it("is one at a time", async () => {
    await propose("low");
    expect(
      await world.here.attempt(proposeAssessment, assessing(model, "low"), world.people.jonas),
    ).toMatchObject({
      error: { code: "assessment-open" },
    });
  });

  it("answers every question of the version in use", async () => {
    const { jonas } = world.people;
    const { answers, ...rest } = assessing(model, "low");
    const { stake: _, ...some } = answers;
    expect(await world.here.attempt(proposeAssessment, { ...rest, answers: some }, jonas)).toMatchObject({
      error: { kind: "invalid" },
    });
    expect(
      await world.here.attempt(proposeAssessment, { ...rest, answers, questionnaire: 2 }, jonas),
    ).toMatchObject({
      error: { code: "questionnaire-changed" },
    });
  });
});

describe("is proposed", () => {
  const attempt = (by: keyof World["people"]) =>
    world.here.attempt(proposeAssessment, assessing(model, "low"), world.people[by]);

  it("by nobody but the owner", async () => {
    expect(await attempt("priya")).toMatchObject({ error: { code: "not-the-owner" } });
    expect(await attempt("carla")).toMatchObject({ error: { code: "role-missing" } });
    expect((await attempt("jonas")).ok).toBe(true);
  });

  it("by any data scientist where the owner is none any more", async () => {
    const { here, people } = world;
    const owner = await here.person("Otto Former", ["data-scientist"]);
    model = `model-${++made}`;
    await addModel(here, owner, model);
    await here.make(assignPerson, { personId: owner.id, roles: ["viewer"] }, here.system);
    expect(await here.attempt(proposeAssessment, assessing(model, "low"), people.priya)).toMatchObject({
      ok: true,
    });
  });
});

describe("is signed", () => {
  const attempt = async (by: keyof World["people"], more: object = {}) => {
    const { here, people } = world;
    const open = (await told()).findLast(({ action }) => action === "assessment.proposed");
    const data = open!.data as { assessment: string; digest: string };
    const signing = { model, assessmentId: data.assessment, digest: data.digest };
    const input = await signingAssessment(here, people[by], signing);
    return here.attempt(signAssessment, { ...input, ...more }, people[by]);
  };

  it("by compliance alone, over its digest", async () => {
    await propose("low");
    expect(await attempt("dara")).toMatchObject({ error: { code: "not-of-this-function" } });
    expect(await attempt("dara", { seat: "data-science" })).toMatchObject({
      error: { code: "no-such-seat" },
    });
    expect(await attempt("carla", { digest: `sha256:${"0".repeat(64)}` })).toMatchObject({
      error: { code: "sign-in-again" },
    });
    expect(await attempt("carla", { decision: "reject" })).toMatchObject({
      error: { code: "reason-missing" },
    });
    expect(await attempt("carla")).toMatchObject({ ok: true });
    expect(await attempt("erik")).toMatchObject({ error: { code: "assessment-is-confirmed" } });
  });
});

describe("is withdrawn", () => {
  const withdraw = async (by: keyof World["people"]) => {
    const { assessment } = (await told()).at(-1)!.data as { assessment: string };
    const input = { model, assessmentId: assessment, reason: "A slip." };
    return world.here.attempt(withdrawAssessment, input, world.people[by]);
  };

  it("by its author, with a reason in the log", async () => {
    await propose("low");
    expect(await withdraw("priya")).toMatchObject({ error: { code: "not-yours" } });
    expect(await withdraw("jonas")).toMatchObject({ ok: true, value: { state: "withdrawn" } });
    expect((await told()).at(-1)).toMatchObject({
      action: "assessment.withdrawn",
      data: { tier: "low", from: "high" },
    });
    expect(await tierNow()).toBe("high");
  });

  it("never where that would lower the tier without compliance", async () => {
    await propose("critical");
    expect(await withdraw("jonas")).toMatchObject({ error: { code: "tier-raised" } });
    expect(await tierNow()).toBe("critical");
  });
});
