import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { digestSections } from "#lib/releases/sections.ts";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { sign, testCase } from "#lib/testing/worlds/releases.ts";
import { MODEL, SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { editRelease } from "./edit-release.ts";
import { expireRelease } from "./expire-release.ts";
import { openRelease } from "./open-release.ts";
import { submitRelease } from "./submit-release.ts";
import { withdrawRelease } from "./withdraw-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const request = { model: MODEL, version: 2, pointer: "production", case: testCase, plan: worldPlan };
const plan = { ...worldPlan, holdoutPercent: 5 };
const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const eventsOf = async (release: number) => world.here.eventsOf(`release/${(await pageOf(release)).id}`);
const lastEvent = async (release: number) => (await eventsOf(release)).at(-1);
const seatStates = async (release: number) =>
  Object.fromEntries((await pageOf(release)).council.seats.map((seat) => [seat.function, seat.state]));

describe("opening", () => {
  it("records the request by digest, and the contributors", async () => {
    const { here, people, versions, modelId, pointerId } = world;
    const { releaseId, number } = await here.make(openRelease, request, people.jonas);
    const page = await pageOf(number);
    expect(page).toMatchObject({
      state: "draft",
      round: 1,
      tier: "high",
      author: { name: "Jonas Lindqvist" },
    });
    expect(page.sectionDigests).toEqual(digestSections(page.sections));
    expect(page.sections.target.base).toEqual({ version: 1, digest: versions[0]!.digest });
    const { jonas, priya } = people;
    expect(await here.eventsOf(`release/${releaseId}`)).toMatchObject([
      {
        action: "release.opened",
        actor: { type: "user", id: jonas.id },
        targets: [
          { type: "release", id: releaseId, digest: page.subjectDigest },
          { type: "version", digest: versions[1]!.digest },
          { type: "model", id: modelId },
          { type: "pointer", id: pointerId },
        ],
        data: {
          number,
          round: 1,
          version: 2,
          base: 1,
          sections: page.sectionDigests,
          subject: page.subjectDigest,
          contributors: [
            { person: jonas.id, because: "opened it" },
            { person: jonas.id, because: "registered this version" },
            { person: jonas.id, because: "uploaded its files" },
            { person: jonas.id, because: "wrote its card" },
            { person: priya.id, because: "produced its evaluation" },
            { person: jonas.id, because: "took ownership of the model" },
          ],
          ancestry: true,
        },
      },
    ]);
  });

  it("includes the definition of a metric that its plan declares", async () => {
    const { here, people } = world;
    const own = { ...worldPlan.guardrails[0]!, id: "cost", metric: callCost.id };
    const declaring = { ...worldPlan, metrics: [callCost], guardrails: [...worldPlan.guardrails, own] };
    const { number } = await here.make(openRelease, { ...request, plan: declaring }, people.jonas);
    const { sections, sectionDigests } = await pageOf(number);
    expect(sections.plan).toEqual(declaring);
    expect(await lastEvent(number)).toMatchObject({
      action: "release.opened",
      data: { sections: { plan: sectionDigests["plan"] } },
    });
    expect(sectionDigests["plan"]).toBe(digestOfJson(declaring));
    expect(sectionDigests["plan"]).not.toBe(
      digestOfJson({ ...declaring, metrics: [{ ...callCost, better: "higher" }] }),
    );
  });

  it.each([
    ["a version that is live already", { version: 1 }, "already-live"],
    ["a pointer that is none", { pointer: "staging" }, "pointer-unknown"],
    ["a version that is none", { version: 9 }, "version-not-found"],
    [
      "a plan that watches what nothing defines",
      { plan: { ...worldPlan, guardrails: [{ ...worldPlan.guardrails[0]!, metric: "profit" }] } },
      "invalid-input",
    ],
    ["a plan without a guardrail", { plan: { ...worldPlan, guardrails: [] } }, "invalid-input"],
  ])("refuses %s", async (_, change, code) => {
    expect(
      await world.here.attempt(openRelease, { ...request, ...change }, world.people.jonas),
    ).toMatchObject({
      error: { code },
    });
  });
});

describe("submitting", () => {
  it("submits it to the policy's council, with the policy's deadline", async () => {
    const { here, people } = world;
    const { number } = await here.make(openRelease, request, people.jonas);
    await here.make(submitRelease, { release: number }, people.jonas);
    expect(await lastEvent(number)).toMatchObject({
      action: "release.submitted",
      data: { council: "Model council", seats: SEATS, dueAt: daysLater(here.clock.now, 3).toISOString() },
    });
    expect(await here.attempt(submitRelease, { release: number }, people.jonas)).toMatchObject({
      error: { kind: "illegal", code: "release-is-in-review" },
    });
  });
});

describe("editing", () => {
  it("voids exactly the signatures over what changed, and keeps the others", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    const edited = await here.make(editRelease, { release, round: 1, plan }, people.jonas);
    expect(edited).toMatchObject({ round: 2, changed: ["plan"] });
    expect(await seatStates(release)).toEqual({
      "data-science": "met",
      engineering: "stale",
      compliance: "waiting",
    });
    const page = await pageOf(release);
    expect(page.council.seats[1]!.verdicts).toMatchObject([
      { counts: false, because: "changed", changedSections: ["plan"] },
    ]);
    expect(await lastEvent(release)).toMatchObject({
      action: "release.edited",
      data: {
        round: 2,
        changed: ["plan"],
        subject: page.subjectDigest,
        contributors: [{ person: people.jonas.id, because: "edited it" }],
      },
    });
  });

  it("of equal content voids nothing and is refused", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await sign(here, people.erik, { release, seat: "engineering" });
    const same = { release, round: 1, case: { ...testCase }, plan: structuredClone(worldPlan) };
    expect(await here.attempt(editRelease, same, people.jonas)).toMatchObject({
      error: { code: "nothing-changed" },
    });
    expect(await seatStates(release)).toMatchObject({ engineering: "met" });
    expect(await pageOf(release)).toMatchObject({ round: 1 });
  });

  it("of an earlier round is refused", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await here.make(editRelease, { release, round: 1, plan }, people.jonas);
    expect(
      await here.attempt(editRelease, { release, round: 1, plan: worldPlan }, people.jonas),
    ).toMatchObject({
      error: { kind: "stale", code: "round-over" },
    });
  });

  it("voids the approval", async () => {
    const { here, people, submit, approve } = world;
    const release = await approve(await submit(2));
    expect(await pageOf(release)).toMatchObject({ state: "approved" });
    await here.make(editRelease, { release, round: 1, plan }, people.jonas);
    expect(await pageOf(release)).toMatchObject({ state: "in-review", approvedAt: null, validUntil: null });
  });

  it("takes in a newer card, whose author can no longer sign", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await here.make(
      reviseCard,
      { model: MODEL, version: 2, basedOn: 1, markdown: "# two, revised" },
      people.priya,
    );
    await here.make(editRelease, { release, round: 1 }, people.jonas);
    expect(await lastEvent(release)).toMatchObject({
      data: {
        changed: ["card"],
        contributors: [
          { person: people.jonas.id, because: "edited it" },
          { person: people.priya.id, because: "wrote its card" },
        ],
      },
    });
  });
});

describe("leaving", () => {
  it("withdraws with a reason, kept beside the log", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await here.make(withdrawRelease, { release, reason: "Superseded by a better idea." }, people.jonas);
    const event = await lastEvent(release);
    expect(event).toMatchObject({
      action: "release.withdrawn",
      details: { reason: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(JSON.stringify(event)).not.toContain("better idea");
    for (const [command, input] of [
      [submitRelease, { release }],
      [editRelease, { release, round: 1, plan }],
      [withdrawRelease, { release, reason: "Again." }],
    ] as const)
      expect(await here.attempt(command, input, people.jonas)).toMatchObject({
        error: { kind: "illegal", code: "release-is-withdrawn" },
      });
  });

  it("expires at its deadline and not before; time never approves", async () => {
    const { here, people, submit } = world;
    const { system } = here;
    const release = await submit(2);
    expect(await here.attempt(expireRelease, { release }, system)).toMatchObject({
      error: { code: "not-yet-over" },
    });
    here.clock.now = daysLater(here.clock.now, 4);
    await here.make(expireRelease, { release }, system);
    expect(await lastEvent(release)).toMatchObject({
      action: "release.expired",
      actor: { type: "system" },
      data: { was: "in-review" },
    });
    expect(await here.attempt(expireRelease, { release }, people.jonas)).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});
