import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TOKEN_SCOPES } from "#lib/access/permission.ts";
import { gateDigest } from "#lib/councils/waiver.ts";
import { coverOf } from "#lib/councils/waiver-cover.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { requestWaiver } from "#lib/releases/commands/request-waiver.ts";
import { signWaiver } from "#lib/releases/commands/sign-waiver.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import {
  asking,
  BOUND,
  requested,
  signedWaiver,
  signingWaiver,
  waivableWorld,
  waived,
  waiverIn,
  withdrawing,
} from "#lib/testing/worlds/waivers.ts";
import type { World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  world = await waivableWorld();
});
afterAll(() => world?.here.close());

const start = (release: number) =>
  world.here.attempt(startRollout, { release, reason: "Agreed." }, world.people.rhea);
const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const logOf = async (release: number) => world.here.eventsOf(`release/${(await pageOf(release)).id}`);

describe("who gains by a waiver", () => {
  beforeEach(() => {
    world.here.clock.now = daysLater(world.here.clock.now, 1);
  });

  it("cannot sign it with a second function of their own", async () => {
    const { here, people } = world;
    const { number } = await requested(here, people.jonas);
    // Erik holds engineering and compliance: he speaks for one of them on a release.
    expect(await signedWaiver(here, people.erik, { waiver: number })).toMatchObject({ ok: true });
    const release = await world.submit(2);
    const verdict = await signing(here, people.erik, { release, seat: "engineering" });
    expect(await here.attempt(castVerdict, verdict, people.erik)).toMatchObject({
      error: { code: "one-seat-a-person" },
    });
    expect(
      await here.attempt(
        castVerdict,
        await signing(here, people.erik, { release, seat: "compliance" }),
        people.erik,
      ),
    ).toMatchObject({ ok: true });
    await withdrawing(here, people.jonas, number);
  });

  it("who approved for one function gets no gate waived for that release by signing for another", async () => {
    const { here, people } = world;
    const release = await world.approve(await world.submit(2));
    expect(await pageOf(release)).toMatchObject({ state: "in-review", council: { met: 3 } });
    const { number } = await requested(here, people.jonas);
    await signedWaiver(here, people.erik, { waiver: number });
    expect((await pageOf(release)).checks.find(({ id }) => id === "gate-bound")).toMatchObject({
      status: "fail",
    });
    await withdrawing(here, people.jonas, number);
  });

  it("as a contributor of a release is no cover for it, though they signed for all of the model", async () => {
    const { people } = world;
    const number = await waived(world);
    const waiver = await waiverIn(world.here, number);
    const of = {
      pointer: world.pointerId,
      release: "any",
      tier: "high" as const,
      sayers: [],
      now: daysLater(world.here.clock.now, 1),
    };
    const by = (personId: string) => [{ personId }];
    expect(coverOf([waiver], BOUND, { ...of, contributors: by(people.priya.id) })).toMatchObject({ number });
    expect(coverOf([waiver], BOUND, { ...of, contributors: by(people.carla.id) })).toBeUndefined();
    expect(coverOf([waiver], BOUND, { ...of, contributors: [], tier: "critical" })).toBeUndefined();
    await withdrawing(world.here, people.jonas, number);
  });

  it("as a token or the system asks for none and signs none", async () => {
    const { here, people } = world;
    const { number } = await requested(here, people.jonas);
    const token = {
      kind: "token",
      id: people.jonas.id,
      name: "pipeline",
      workspaceId: here.workspaceId,
      scopes: [...TOKEN_SCOPES],
      issuedById: people.ada.id,
      responsibleId: people.jonas.id,
      source: null,
    } as unknown as Caller;
    const input = await signingWaiver(here, people.carla, { waiver: number });
    for (const caller of [token, here.system]) {
      expect(await here.attempt(signWaiver, input, caller)).toMatchObject({ ok: false });
      expect(await here.attempt(requestWaiver, asking(here), caller)).toMatchObject({ ok: false });
    }
    await withdrawing(here, people.jonas, number);
  });
});

describe("a waiver against the clock", () => {
  it("that ended between the approval and the start lets nothing start, nor a pipeline deploy", async () => {
    const { here, people } = world;
    await waived(world, { days: 1 });
    const release = await world.approve(await world.submit(2));
    expect(await pageOf(release)).toMatchObject({ state: "approved" });
    expect(await here.see(releaseGate, { release }, people.vic)).toMatchObject({ open: true });
    here.clock.now = daysLater(here.clock.now, 2);
    expect(await here.see(releaseGate, { release }, people.vic)).toMatchObject({
      open: false,
      whyNot: expect.stringContaining("Gate bound"),
    });
    expect(await start(release)).toMatchObject({ error: { code: "gate-blocks" } });
  });

  it("covers nothing before it begins, wherever a clock jumps to", async () => {
    const { here, people } = world;
    const number = await waived(world, { from: daysLater(here.clock.now, 5) });
    const waiver = await waiverIn(here, number);
    const of = {
      pointer: world.pointerId,
      release: "any",
      tier: "high",
      contributors: [],
      sayers: [],
    } as const;
    const at = (days: number) => coverOf([waiver], BOUND, { ...of, now: daysLater(here.clock.now, days) });
    expect([-400, 0, 4].map(at)).toEqual([undefined, undefined, undefined]);
    expect(at(6)).toMatchObject({ number });
    expect([16, 4000].map(at)).toEqual([undefined, undefined]);
    await withdrawing(here, people.jonas, number);
  });
});

it("a withdrawal and a start at once leave a log that says which came first", async () => {
  const { here, people } = world;
  for (let i = 0; i < 3; i += 1) {
    const number = await waived(world);
    const release = await world.approve(await world.submit(2));
    const [started, withdrawn] = await Promise.all([start(release), withdrawing(here, people.jonas, number)]);
    expect(withdrawn).toMatchObject({ ok: true });
    const [startedAt] = (await logOf(release)).filter(({ action }) => action === "release.started");
    expect(startedAt !== undefined).toBe(started.ok);
    if (!started.ok) expect(started).toMatchObject({ error: { code: "gate-blocks" } });
    else await world.takeBack((await pageOf(release)).rollout!.number);
    here.clock.now = daysLater(here.clock.now, 1);
  }
});

it("a newer policy's gate of the same name is not waived by the earlier waiver", async () => {
  const { here, people } = world;
  const number = await waived(world);
  const waiver = await waiverIn(here, number);
  const of = {
    pointer: world.pointerId,
    release: "any",
    tier: "high" as const,
    contributors: [],
    sayers: [],
    now: daysLater(here.clock.now, 1),
  };
  const stricter = { ...BOUND, expression: "version.lockBound && version.configBound" };
  expect(gateDigest(stricter)).not.toBe(gateDigest(BOUND));
  expect(coverOf([waiver], BOUND, of)).toMatchObject({ number });
  for (const changed of [
    stricter,
    { ...BOUND, whoMayWaive: "engineering" as const },
    { ...BOUND, message: "Bind it." },
    { ...BOUND, severity: "warn" as const },
  ])
    expect(coverOf([waiver], changed, of)).toBeUndefined();
  const { whoMayWaive: _, ...never } = BOUND;
  expect(coverOf([waiver], never, of)).toBeUndefined();
  await withdrawing(here, people.jonas, number);
});

it("the rows of a waiver cannot be made to say otherwise by the server's role", async () => {
  const { here, people } = world;
  const number = await waived(world);
  for (const statement of [
    "UPDATE waiver SET gate_digest = 'x'",
    "UPDATE waiver SET starts_at = now()",
    "UPDATE waiver_term SET ends_at = now() + interval '9 years'",
    "UPDATE waiver_term SET state = 'refused', decided_at = now()",
    "DELETE FROM waiver_term",
    "DELETE FROM waiver",
  ])
    await expect(
      inWorkspace(here.db, here.workspaceId, (tx) => tx.$executeRawUnsafe(statement)),
    ).rejects.toThrow();
  await withdrawing(here, people.jonas, number);
  expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
});
