import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import { MODEL, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { castVerdict } from "./cast-verdict.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const eventsOf = async (release: number) => world.here.eventsOf(`release/${(await pageOf(release)).id}`);
const erik = (release: number) => signing(world.here, world.people.erik, { release, seat: "engineering" });
const cast = (input: Awaited<ReturnType<typeof erik>> & { over?: string[] }) =>
  world.here.attempt(castVerdict, input, world.people.erik);
const start = (input: { release: number; reason?: string; over?: string[] }) =>
  world.here.attempt(startRollout, input, world.people.rhea);
const OVER = ["compared-with-live"];

describe("approving over a check that fails", () => {
  it("takes a reason; without it nothing is signed and the proof stays unspent", async () => {
    const release = await world.submit(2);
    const { comment, ...input } = await erik(release);
    expect(await cast(input)).toMatchObject({
      error: {
        kind: "invalid",
        code: "reason-missing",
        field: "comment",
        message: expect.stringContaining("Compared with the live version"),
      },
    });
    expect((await eventsOf(release)).map(({ action }) => action)).not.toContain("verdict.cast");
    expect(await cast({ ...input, comment: comment ?? "" })).toMatchObject({ ok: true });
  });

  it("records over what: in the event, in the signed statement and on the page", async () => {
    const release = await world.submit(2);
    await sign(world.here, world.people.erik, { release, seat: "engineering" });
    const event = (await eventsOf(release)).at(-1);
    expect(event).toMatchObject({
      action: "verdict.cast",
      data: { over: OVER },
      details: { comment: expect.any(String) },
    });
    const page = await pageOf(release);
    const [verdict] = page.council.seats.find((seat) => seat.function === "engineering")!.verdicts;
    expect(verdict).toMatchObject({ comment: "Read.", over: OVER });
    expect(page.events[0]).toMatchObject({ action: "verdict.cast", over: OVER });
    const [row] = await inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.signature.findMany({ where: { id: verdict!.id } }),
    );
    expect(JSON.parse(row!.statement)).toMatchObject({
      predicateType: "https://countersign.dev/attestation/signature/v2",
      predicate: { over: OVER },
    });
  });

  it("is refused where the signer was not shown that it fails", async () => {
    const release = await world.submit(2);
    const input = await erik(release);
    expect(await cast({ ...input, over: [] })).toMatchObject({
      error: { kind: "stale", code: "checks-changed" },
    });
    expect(await cast({ ...input, over: [...OVER, "no-metric-worse"] })).toMatchObject({ ok: true });
    expect((await eventsOf(release)).at(-1)?.data).toMatchObject({ over: OVER });
  });

  it("is no question for whoever does not approve", async () => {
    const release = await world.submit(2);
    await sign(world.here, world.people.dara, { release, seat: "data-science", decision: "reject" });
    const cast = (await eventsOf(release)).find(({ action }) => action === "verdict.cast");
    expect(cast?.data).not.toHaveProperty("over");
  });
});

describe("starting over a check that fails", () => {
  it("takes a reason, which both streams keep", async () => {
    const release = await world.approve(await world.submit(2));
    expect(await start({ release })).toMatchObject({ error: { code: "reason-missing", field: "reason" } });
    expect(await start({ release, reason: "Agreed.", over: [] })).toMatchObject({
      error: { code: "checks-changed" },
    });
    expect(await pageOf(release)).toMatchObject({ state: "approved", rollout: null });
    expect(await start({ release, reason: "Agreed with planning.", over: OVER })).toMatchObject({ ok: true });
    const kept = { data: { over: OVER }, details: { reason: expect.any(String) } };
    expect((await eventsOf(release)).at(-1)).toMatchObject({ action: "release.started", ...kept });
    const page = await pageOf(release);
    expect(page.events[0]).toMatchObject({ reason: "Agreed with planning.", over: OVER });
    await world.takeBack(page.rollout!.number);
  });

  it("needs none where every check passes", async () => {
    const { here, people, versions, approve, submit } = world;
    const [{ digest: base }, , { digest }] = [versions[0]!, versions[1]!, versions[2]!];
    const against = { version: 1, digest: base };
    await addReport(here, people.priya, { model: MODEL, version: 3, digest, logLoss: 0.4, base: against });
    const release = await approve(await submit(3));
    const last = (await eventsOf(release)).findLast(({ action }) => action === "verdict.cast");
    expect(last?.data).toMatchObject({ over: [] });
    expect(await start({ release })).toMatchObject({ ok: true });
    expect((await eventsOf(release)).at(-1)).toMatchObject({ data: { over: [] } });
  });
});

describe("a rollback before", () => {
  const rolledBack = async (release: number) =>
    (await pageOf(release)).checks.find(({ id }) => id === "not-rolled-back");

  it("fails for its own version and while its incident is open, and a release's own never counts", async () => {
    const { here, people, takeBack } = world;
    const under = await live();
    await takeBack(under.number);
    const { endedAt } = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.rollout.findUniqueOrThrow({ where: { id: under.id } }),
    );
    expect(await rolledBack(await world.submit(3))).toMatchObject({
      status: "fail",
      message: "v3 was rolled back on production.",
      at: endedAt?.toISOString(),
    });
    const fourth = await addVersion(here, people.jonas, { model: MODEL, bits: "four", parent: 1 });
    await addReport(here, people.priya, { model: MODEL, version: 4, digest: fourth.digest, logLoss: 0.4 });
    const next = await world.submit(4);
    expect(await rolledBack(next)).toMatchObject({ status: "hold" });
    await here.make(openIncident, { rolloutId: under.id }, here.system);
    expect(await rolledBack(next)).toMatchObject({
      status: "fail",
      message: "v3 was rolled back on production; incident 1 is open.",
      resolution: { href: "/incidents/1" },
    });
    const [own] = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.release.findMany({ where: { id: under.releaseId } }),
    );
    expect(await rolledBack(own!.number)).toMatchObject({ message: "v2 was rolled back on production." });
  });

  const live = () =>
    inWorkspace(world.here.db, world.here.workspaceId, (tx) =>
      tx.rollout.findFirstOrThrow({ where: { state: "running" } }),
    );
});
