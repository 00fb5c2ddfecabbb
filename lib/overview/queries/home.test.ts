import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { rollBackRollout } from "#lib/rollouts/commands/roll-back-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { publishOneCouncil, sign, submitted, testPlan } from "#lib/testing/worlds/releases.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { homePage } from "./home-page.ts";
import { latestReleases } from "./latest-releases.ts";
import { modelReleases } from "./model-releases.ts";
import { shellSummary } from "./shell-summary.ts";

let here: TestWorkspace;
let ada: Person;
let jonas: Person;
let mira: Person;
let carla: Person;
let rhea: Person;

const model = "flight-delay";
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  carla = await here.person("Carla Diaz", ["reviewer"], ["compliance"]);
  rhea = await here.person("Rhea Cole", ["release-manager"]);
  await publishOneCouncil(here, ada, [
    { function: "security", min: 1 },
    { function: "compliance", min: 1 },
  ]);
  await addModel(here, jonas, model);
  for (const [index, bits] of ["one", "two", "three"].entries()) {
    const { number, digest } = await addVersion(here, jonas, {
      model,
      bits,
      ...(index ? { parent: index } : {}),
    });
    await addReport(here, jonas, { model, version: number, digest, logLoss: 0.5 });
  }
});
afterAll(() => here?.close());

const home = (person: Person) => here.see(homePage, {}, person);
const kinds = async (person: Person) => (await home(person)).waiting.map((item) => item.kind);
const bySign = (
  person: Person,
  release: number,
  seat: BusinessFunction,
  decision: VerdictDecision = "approve",
) => sign(here, person, { release, seat, decision });

describe("an empty workspace", () => {
  it("has nothing waiting, but shows that a policy was published", async () => {
    const page = await home(mira);
    expect(page).toMatchObject({ waiting: [], rollouts: [] });
    const { founded, ...attention } = page.attention;
    expect([founded, Object.values(attention).flat()]).toEqual([true, []]);
    expect(page.decisions).toMatchObject([
      {
        action: "policy.published",
        policyVersion: 1,
        actor: { name: "Ada Berg" },
        release: null,
        index: null,
      },
    ]);
  });
});

describe("a release in review", () => {
  let release: number;
  beforeAll(async () => {
    release = await submitted(here, jonas, { model, version: 1 });
  });

  it("waits for those who may fill an open seat, and for nobody else", async () => {
    expect((await home(mira)).waiting).toMatchObject([
      {
        kind: "sign",
        seat: "security",
        changed: [],
        release: { number: release, model, version: 1, base: null, pointer: "production", round: 1 },
        dueAt: expect.any(String),
      },
    ]);
    expect(await kinds(carla)).toEqual(["sign"]);
    for (const person of [ada, jonas, rhea]) expect(await kinds(person)).toEqual([]);
    expect(await here.see(shellSummary, {}, mira)).toEqual({
      stop: null,
      workspace: "Skyline Operations",
      email: expect.stringContaining("@"),
      waiting: (await home(mira)).waiting,
      unread: 0,
      liveRollouts: 0,
      openIncidents: 0,
    });
  });

  it("waits for its author once changes are requested, and for nobody's signature meanwhile", async () => {
    await bySign(mira, release, "security", "request-changes");
    expect((await home(jonas)).waiting).toMatchObject([
      { kind: "answer", release: { number: release }, objections: [{ seat: "security", by: "Mira Okafor" }] },
    ]);
    expect(await kinds(carla)).toEqual([]);
    expect((await home(ada)).decisions[0]).toMatchObject({
      action: "release.changes-requested",
      release: { number: release },
    });
  });

  it("waits again for those who signed a section that changed, and names the section", async () => {
    const plan = { ...testPlan, maturitySeconds: 5 };
    await here.make(editRelease, { release, round: 1, plan }, jonas);
    expect((await home(mira)).waiting).toMatchObject([
      { kind: "sign", seat: "security", changed: ["plan"], release: { round: 2 } },
    ]);
    expect(await kinds(jonas)).toEqual([]);
  });

  it("no longer waits for those who signed, and waits to be started once approved", async () => {
    await bySign(mira, release, "security");
    expect(await kinds(mira)).toEqual([]);
    await bySign(carla, release, "compliance");
    expect((await home(rhea)).waiting).toMatchObject([{ kind: "start", release: { number: release } }]);
    expect(await kinds(carla)).toEqual([]);
    expect((await home(ada)).decisions[0]).toMatchObject({
      action: "release.approved",
      actor: { name: "Carla Diaz" },
    });
  });

  it("needs attention when its approval is about to expire", async () => {
    expect((await home(ada)).attention.endingApprovals).toEqual([]);
    const { now } = here.clock;
    here.clock.now = new Date(now.getTime() + 10 * 24 * HOUR_MS);
    expect((await home(ada)).attention.endingApprovals).toMatchObject([{ release: { number: release } }]);
    here.clock.now = new Date(now.getTime() + 15 * 24 * HOUR_MS);
    expect((await home(ada)).attention.endingApprovals).toEqual([]);
    expect(await kinds(rhea)).toEqual([]);
    here.clock.now = now;
  });
});

describe("a review in trouble", () => {
  it("is listed when it is late, and when nobody can fill a seat", async () => {
    await here.make(startRollout, { release: 1 }, rhea);
    const release = await submitted(here, jonas, { model, version: 2 });
    const { now } = here.clock;
    here.clock.now = new Date(now.getTime() + 4 * 24 * HOUR_MS);
    expect((await home(ada)).attention.overdueReviews).toMatchObject([{ release: { number: release } }]);
    here.clock.now = now;
    expect((await home(ada)).attention).toMatchObject({ overdueReviews: [], unfillable: [] });
    const take = (functions: BusinessFunction[]) => holdOnly(here, carla, functions);
    await take(["business"]);
    expect((await home(ada)).attention.unfillable).toMatchObject([
      { release: { number: release }, seats: ["compliance"] },
    ]);
    await take(["compliance"]);
    await bySign(mira, release, "security");
    await bySign(carla, release, "compliance");
  });
});

describe("a rollout", () => {
  it("is live, with what it waits for and which guardrails lack evidence", async () => {
    await here.make(startRollout, { release: 2, reason: "Agreed." }, rhea);
    expect((await home(mira)).rollouts[0]).toMatchObject({ due: "hold", silent: [] });
    here.clock.now = new Date(here.clock.now.getTime() + 31_000);
    const { rollouts } = await home(mira);
    expect(rollouts).toMatchObject([
      {
        number: 2,
        release: 2,
        model,
        version: 2,
        base: 1,
        state: "running",
        stage: "Canary",
        exposurePercent: 25,
        due: "hold",
        silent: [{ guardrail: "Log-loss" }],
        incident: null,
      },
    ]);
    expect(rollouts[0]!.because[0]).toMatch(/^Log-loss: /);
    expect(await here.see(shellSummary, {}, mira)).toMatchObject({ liveRollouts: 1 });
  });

  it("that was rolled back stays listed for a day, with its incident and duration", async () => {
    await here.make(rollBackRollout, { rollout: 2, reason: "It looks wrong." }, rhea);
    const { id } = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.rollout.findFirstOrThrow({ where: { number: 2 } }),
    );
    await here.make(openIncident, { rolloutId: id }, here.system);
    expect((await home(mira)).rollouts).toMatchObject([{ state: "rolling-back", due: null, incident: 1 }]);
    const decidedAt = new Date(here.clock.now.getTime() - 60_000);
    await here.make(
      confirmRollout,
      { rollout: 2, actuatedAt: new Date(decidedAt.getTime() + 640) },
      here.system,
    );
    const page = await home(mira);
    expect(page.rollouts).toMatchObject([
      { state: "rolled-back", exposurePercent: 0, because: ["It looks wrong."] },
    ]);
    expect(page.attention.incidents).toMatchObject([{ number: 1, rollout: 2, release: 2 }]);
    expect(page.decisions[0]).toMatchObject({
      action: "rollout.rolling-back",
      actor: { name: "Rhea Cole" },
      release: { number: 2, base: 1 },
      rollout: { number: 2, stage: "Canary", guardrail: null, secondsToBase: 0.64 },
    });
    const { now } = here.clock;
    here.clock.now = new Date(now.getTime() + 25 * HOUR_MS);
    expect((await home(mira)).rollouts).toEqual([]);
    here.clock.now = now;
  });
});

describe("a model's releases", () => {
  it("are listed newest first with their rollouts", async () => {
    const { items } = await here.see(modelReleases, { model }, mira);
    expect(items).toMatchObject([
      { number: 2, state: "rolled-back", version: 2, base: 1, rollout: { number: 2, state: "rolled-back" } },
      { number: 1, state: "released", version: 1, base: null, rollout: { number: 1, state: "completed" } },
    ]);
    expect(await here.ask(modelReleases, { model: "none" }, mira)).toMatchObject({
      error: { code: "model-not-found" },
    });
  });

  it("are listed for several models at once, by the latest", async () => {
    await addModel(here, jonas, "crew-pairing");
    const { items } = await here.see(latestReleases, {}, mira);
    expect(items).toMatchObject([{ model, number: 2, version: 2, state: "rolled-back" }]);
    expect(await here.see(latestReleases, { q: "crew" }, mira)).toEqual({ items: [] });
  });
});
