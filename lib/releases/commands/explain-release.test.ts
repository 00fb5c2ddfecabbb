import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { explainRelease } from "./explain-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const pageOf = (release: number, reader: Person = world.people.vic) =>
  world.here.see(releasePage, { release }, reader);
const explain = (release: number, finding: string, by = world.people.jonas) =>
  world.here.attempt(explainRelease, { release, finding }, by);

it("is recorded after a rollback, in the log alone, and shown with the next release of the model", async () => {
  const { here, people, underWay, takeBack, submit } = world;
  const { release, rollout } = await underWay(2);
  expect(await explain(release, "Too early.")).toMatchObject({
    error: { kind: "illegal", code: "release-is-releasing" },
  });
  expect((await pageOf(release)).rolledBack).toBeNull();
  await takeBack(rollout);
  const { id } = await pageOf(release);
  const { id: rolloutId } = await rolloutOf(rollout);
  await here.make(openIncident, { rolloutId }, here.system);
  expect(await pageOf(release, people.jonas)).toMatchObject({
    rolledBack: { release, version: 2, because: "The test is over.", incident: { open: true }, findings: [] },
    rolledBackBefore: null,
    mine: { whyNotExplain: null },
  });
  expect(await explain(release, "The clock was in UTC.")).toMatchObject({ ok: true });
  expect(await explain(release, "And the airport was empty.", people.rhea)).toMatchObject({ ok: true });
  const [recorded] = (await here.eventsOf(`release/${id}`)).slice(-2);
  expect(recorded).toMatchObject({
    action: "release.explained",
    actor: { id: people.jonas.id },
    targets: [{ type: "release", id }],
    data: { number: release },
    details: { finding: expect.any(String) },
  });
  expect(JSON.stringify(recorded)).not.toContain("UTC");
  const next = await pageOf(await submit(3));
  expect(next.rolledBack).toBeNull();
  expect(next.rolledBackBefore).toMatchObject({
    release,
    incident: { number: 1 },
    findings: [
      { by: "Rhea Cole", text: "And the airport was empty." },
      { by: "Jonas Lindqvist", text: "The clock was in UTC." },
    ],
  });
});

it("is not for whoever neither opens nor runs releases", async () => {
  const release = 2;
  for (const person of [world.people.dara, world.people.vic, world.people.ada])
    expect(await explain(release, "I know better.", person)).toMatchObject({
      error: { kind: "forbidden", code: "role-missing" },
    });
  expect((await pageOf(release)).mine.whyNotExplain).toContain("Needs the role");
});

it("is not for whoever opens releases but had no part in this one", async () => {
  const { here, people, underWay, takeBack } = world;
  const { release, rollout } = await underWay(3);
  await takeBack(rollout);
  const bystander = await here.person("Bea Stander", ["data-scientist"]);
  expect(await explain(release, "Jonas never tested it.", bystander)).toMatchObject({
    error: { kind: "forbidden", code: "not-yours-to-explain" },
  });
  expect((await pageOf(release, bystander)).mine).toMatchObject({
    whyNotExplain: "Only those who had a part in it and release managers record what was found.",
    places: { explain: { href: `/releases/${release}#cannot-sign` } },
  });
  expect(await explain(release, "The hub was closed.", people.priya)).toMatchObject({ ok: true });
});

const rolloutOf = (number: number) =>
  inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number } }),
  );
