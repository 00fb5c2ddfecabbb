import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { closeIncident } from "#lib/incidents/commands/close-incident.ts";
import { explainIncident } from "#lib/incidents/commands/explain-incident.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { homePage } from "../queries/home-page.ts";
import { shellSummary } from "../queries/shell-summary.ts";

let world: World;
let rollout: number;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  ({ rollout, release } = await world.underWay());
});
afterAll(() => world?.here.close());

const home = (person: Person) => world.here.see(homePage, {}, person);
/** What waits for each because of an incident. */
async function waiting(): Promise<Record<string, string[]>> {
  const { jonas, priya, rhea, erik, ada, vic } = world.people;
  const found: Record<string, string[]> = {};
  for (const person of [jonas, priya, rhea, erik, ada, vic]) {
    const kinds = (await home(person)).waiting
      .map(({ kind }) => kind)
      .filter((kind) => kind.endsWith("incident"));
    if (kinds.length > 0) found[person.name] = kinds;
  }
  return found;
}

it("waits for its cause from the release's author, then for its end from release managers, then for nobody", async () => {
  const { here, people } = world;
  expect(await waiting()).toEqual({});
  await here.make(haltRollout, { rollout, reason: "It looks odd." }, people.erik);
  const { id } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number: rollout } }),
  );
  const { number: incident } = await here.make(openIncident, { rolloutId: id }, here.system);
  expect(await waiting()).toEqual({ "Jonas Lindqvist": ["explain-incident"] });
  expect((await home(people.vic)).attention.incidents).toMatchObject([{ number: incident }]);

  await here.make(explainIncident, { incident, cause: "A 12-hour clock." }, people.priya);
  expect(await waiting()).toEqual({});
  await world.takeBack(rollout);
  expect(await waiting()).toEqual({ "Rhea Cole": ["close-incident"] });
  expect(await here.see(shellSummary, {}, people.vic)).toMatchObject({ openIncidents: 1 });

  await here.make(closeIncident, { incident, cause: 1, conclusion: "Fixed." }, people.rhea);
  expect(await waiting()).toEqual({});
  const after = await home(people.vic);
  expect(after.attention.incidents).toEqual([]);
  expect(after.decisions[0]).toMatchObject({
    action: "incident.closed",
    incident,
    release: { number: release },
    actor: { name: "Rhea Cole" },
  });
  expect(await here.see(shellSummary, {}, people.vic)).toMatchObject({ openIncidents: 0 });
});
