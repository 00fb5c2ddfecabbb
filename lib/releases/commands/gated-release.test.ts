import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { compareThird, gatedWorld, incidentOn } from "#lib/testing/worlds/gated.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";
import { settleRelease } from "./settle-release.ts";

let world: World;
beforeAll(async () => {
  world = await gatedWorld();
  await compareThird(world);
});
afterAll(() => world?.here.close());

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const eventsOf = async (release: number) => world.here.eventsOf(`release/${(await pageOf(release)).id}`);
const gateOf = (release: number) => world.here.see(releaseGate, { release }, world.people.vic);
const start = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const settle = (release: number) => world.here.attempt(settleRelease, { release }, world.here.system);
const due = () => world.here.see(dueReleases, {}, world.here.system);

describe("a gate that must pass", () => {
  it("is a check with its finding and its way out, among the others", async () => {
    const release = await world.submit(2);
    const { checks } = await pageOf(release);
    expect(checks.filter(({ id }) => id.startsWith("gate-"))).toEqual([
      {
        id: "gate-compared",
        title: "Gate compared",
        status: "fail",
        severity: "block",
        message: "compared does not hold. release.first is false; evidence.compared is not there",
        resolution: { action: "Edit the release", href: `/releases/${release}/edit` },
      },
      {
        id: "gate-no-incident",
        title: "Gate no-incident",
        status: "pass",
        severity: "block",
        message: "Passes.",
      },
      {
        id: "gate-far-better",
        title: "Gate far-better",
        status: "hold",
        severity: "warn",
        message: "far-better does not hold. No data: evidence.compared is not there.",
        resolution: { action: "Edit the release", href: `/releases/${release}/edit` },
      },
    ]);
  });

  it("keeps a release in review with every seat met, and reasons do not move it", async () => {
    const release = await world.approve(await world.submit(2));
    const { state, council } = await pageOf(release);
    expect([state, council.met, council.seats.length]).toEqual(["in-review", 3, 3]);
    expect((await eventsOf(release)).map(({ action }) => action)).not.toContain("release.approved");
    expect(await start(release)).toMatchObject({ ok: false });
    expect((await due()).settle).not.toContain(release);
    expect(await settle(release)).toMatchObject({ error: { code: "already-settled" } });
  });

  it("lets it through once it passes, with the dossier that says so", async () => {
    const release = await world.submit(3);
    const close = await incidentOn(world);
    await world.approve(release);
    expect(await pageOf(release)).toMatchObject({ state: "in-review", council: { met: 3 } });
    await close();
    expect((await due()).settle).toContain(release);
    expect(await settle(release)).toMatchObject({ ok: true, value: { state: "approved" } });
    const approved = (await eventsOf(release)).at(-1)!;
    expect(approved).toMatchObject({
      action: "release.approved",
      data: { gates: { policy: 1, results: [{ id: "compared", status: "pass" }, { status: "pass" }, {}] } },
    });
    const { dossier } = approved.data!["gates"] as { dossier: string };
    const kept = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.releaseDossier.findMany({ where: { digest: dossier } }),
    );
    expect(kept.map(({ content }) => digestOfJson(content))).toEqual([dossier]);
  });
});

describe("an approved release", () => {
  it("does not start while a gate fails that passed when it was approved", async () => {
    const release = await world.approve(await world.submit(3));
    expect(await pageOf(release)).toMatchObject({ state: "approved" });
    const close = await incidentOn(world);
    expect(await start(release)).toMatchObject({
      error: { kind: "illegal", code: "gate-blocks", message: expect.stringContaining("Gate no-incident") },
    });
    expect(await gateOf(release)).toMatchObject({
      open: false,
      whyNot: expect.stringContaining("no-incident"),
    });
    expect(await pageOf(release)).toMatchObject({ mine: { whyNotStart: expect.any(String) } });
    await close();
    expect(await gateOf(release)).toMatchObject({ open: true });
    expect(await start(release)).toMatchObject({ ok: true });
    expect((await eventsOf(release)).at(-1)).toMatchObject({ data: { gates: { policy: 1 } } });
    await world.takeBack((await pageOf(release)).rollout!.number);
  });
});

it("a gate that warns takes a reason, and nothing else", async () => {
  const release = await world.submit(3);
  const { here, people } = world;
  const { comment, ...input } = await signing(here, people.erik, { release, seat: "engineering" });
  expect(await here.attempt(castVerdict, input, people.erik)).toMatchObject({
    error: { code: "reason-missing", message: expect.stringContaining("Gate far-better") },
  });
  await here.make(castVerdict, { ...input, comment: comment! }, people.erik);
  const { data } = (await eventsOf(release)).at(-1)!;
  expect(data).toMatchObject({ over: expect.arrayContaining(["gate-far-better"]), gates: { policy: 1 } });
});

it("a verdict that approves nothing asks no gate", async () => {
  const release = await world.submit(3);
  await sign(world.here, world.people.dara, { release, seat: "data-science", decision: "request-changes" });
  for (const { data } of await eventsOf(release)) expect(data).not.toHaveProperty("gates");
});
