import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recompute } from "#components/rollouts/verdict/recompute.ts";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { incidentPage } from "#lib/incidents/queries/incident-page.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { pauseRollout } from "../commands/pause-rollout.ts";
import { gateVerdictView } from "../views/gate-verdict.ts";
import { rolloutListView } from "../views/rollout-list.ts";
import { rolloutPageView } from "../views/rollout-page.ts";
import { gateVerdict } from "./gate-verdict.ts";
import { releaseRollout } from "./release-rollout.ts";
import { rolloutList } from "./rollout-list.ts";
import { rolloutPage } from "./rollout-page.ts";

let world: World;
let release: number;
let rollout: number;

beforeAll(async () => {
  world = await testWorld();
  ({ release, rollout } = await world.underWay());
});
afterAll(() => world?.here.close());

const see: World["here"]["see"] = (...asked) => world.here.see(...asked);

describe("a rollout's page", () => {
  it("is found by its release; a release without one says so", async () => {
    const { vic } = world.people;
    expect(await see(releaseRollout, { release }, vic)).toEqual({ rollout });
    const draft = await world.submit(3);
    expect(await see(releaseRollout, { release: draft }, vic)).toEqual({ rollout: null });
    expect(await world.here.ask(releaseRollout, { release: 999 }, vic)).toMatchObject({
      ok: false,
      error: { code: "release-not-found" },
    });
  });

  it("shows the reason somebody gave by hand", async () => {
    await world.here.make(pauseRollout, { rollout, reason: "A storm is coming." }, world.people.rhea);
    const { events } = await see(rolloutPage, { rollout }, world.people.vic);
    expect(events[0]).toMatchObject({
      action: "rollout.paused",
      actor: "Rhea Cole",
      because: "A storm is coming.",
    });
  });
});

describe("a rollout that somebody paused", () => {
  it("waits for the first guardrail that does not pass yet", async () => {
    const { items } = await see(rolloutList, { only: "live" }, world.people.vic);
    expect(items).toMatchObject([{ state: "paused", health: "hold", exposurePercent: 0 }]);
    const { events } = await see(rolloutPage, { rollout }, world.people.vic);
    expect(items[0]?.stoppedAt).toBe(events.find(({ action }) => action === "rollout.paused")?.at);
    expect(items[0]?.note).toBe(
      `${items[0]?.decides?.guardrail.title}: ${items[0]?.decides?.verdict.reason}`,
    );
    const view = await see(rolloutPage, { rollout }, world.people.vic);
    expect(view.cause).toBeNull();
    expect(view.waitingFor[0]).toBe(items[0]?.note);
  });

  it("is not among those that ended, nor another model's", async () => {
    const { vic } = world.people;
    const ended = await see(rolloutList, { only: "ended" }, vic);
    expect(ended.items).toMatchObject([{ number: 1, state: "completed", decides: null }]);
    expect((await see(rolloutList, { model: "another" }, vic)).items).toEqual([]);
    const at = (pointer: string) => see(rolloutList, { only: "live", pointer }, vic);
    expect((await at("production")).items).toHaveLength(1);
    expect((await at("staging")).items).toEqual([]);
  });
});

describe("a rollout that was taken back by its plan", () => {
  let verdict: string;
  beforeAll(async () => {
    await world.observe(rollout, { candidate: { score: 0.2 } });
    const judged = await world.judge(rollout);
    expect(judged).toMatchObject({ ok: true, value: { decision: "roll-back" } });
    const view = await see(rolloutPage, { rollout }, world.people.vic);
    await world.here.make(openIncident, { rolloutId: view.id }, world.here.system);
    verdict = view.verdicts[0]!.id;
  });

  it("names the guardrail it was taken back by, on its page and in the list", async () => {
    const view = await see(rolloutPage, { rollout }, world.people.vic);
    expect(view.cause).toMatchObject({ guardrailId: "log-loss", state: "FAIL" });
    expect(view.because).toBe(`Log-loss: ${view.cause?.reason}`);
    expect(view.steps.at(-1)?.outcome).toBe("rolled-back");
    expect(view.verdicts[0]?.decision).toBe("roll-back");
    const { candidateLatestAt, enteredAt, leftAt } = view.steps.at(-1)!;
    expect(candidateLatestAt! >= enteredAt && candidateLatestAt! <= leftAt!).toBe(true);
    const { items } = await see(rolloutList, { limit: 1 }, world.people.vic);
    expect(items).toMatchObject([{ note: view.because, health: "fail", decides: { verdict: view.cause } }]);
  });

  it("is what its contracts say, and no more", async () => {
    const { vic } = world.people;
    const view = await see(rolloutPage, { rollout }, vic);
    expect(rolloutPageView.parse(view)).toEqual(view);
    const list = await see(rolloutList, {}, vic);
    expect(rolloutListView.parse(list)).toEqual(list);
    const stored = await see(gateVerdict, { verdict }, vic);
    expect(gateVerdictView.parse(stored)).toEqual(stored);
    expect(stored.siblings.map(({ id, stage }) => [id, stage])).toEqual([[verdict, stored.inputs.stage]]);
    expect(stored.siblings[0]?.verdicts.find(({ state }) => state === "FAIL")?.guardrailId).toBe("log-loss");
  });

  it("gives its verdict with everything it was made from, and anyone comes to the same", async () => {
    const { event, ...stored } = await see(gateVerdict, { verdict }, world.people.vic);
    expect(stored).toMatchObject({ rollout, release, model: MODEL, candidate: 2, stage: "Shadow" });
    const steps = recompute({ ...stored, loggedDigest: event?.inputsDigest ?? null });
    expect(steps.filter(({ holds }) => !holds)).toEqual([]);
    expect(steps).toHaveLength(6);
  });

  it("has an incident with its playbook and timeline", async () => {
    const incident = await see(incidentPage, { incident: 1 }, world.people.vic);
    expect(incident).toMatchObject({ release, rollout, model: MODEL, base: 1, candidate: 2, verdict });
    expect(incident.playbook.length).toBeGreaterThan(2);
    const actions = incident.events.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["incident.opened", "rollout.rolling-back", "rollout.started"]),
    );
    expect(await world.here.ask(incidentPage, { incident: 2 }, world.people.vic)).toMatchObject({
      ok: false,
      error: { code: "incident-not-found" },
    });
  });

  it("is found in the trail by its model, with all of that model's events and no others", async () => {
    const { vic } = world.people;
    const { models, actors } = await see(auditFilters, {}, vic);
    expect(models).toEqual([MODEL]);
    expect(actors.map(({ name }) => name)).toContain("Rhea Cole");
    const { items } = await see(eventList, { model: MODEL, limit: 100 }, vic);
    const nouns = new Set(items.map(({ action }) => action.split(".")[0]));
    expect(nouns).toEqual(
      new Set(["model", "version", "evaluation", "pointer", "release", "verdict", "rollout", "incident"]),
    );
    expect((await see(eventList, { model: "another" }, vic)).items).toEqual([]);
  });
});
