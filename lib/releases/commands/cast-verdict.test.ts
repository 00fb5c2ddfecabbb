import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { secondsLater } from "#lib/kernel/time.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { sign, signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { worldPlan } from "#lib/testing/worlds/world-plan.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const eventsOf = async (release: number) => world.here.eventsOf(`release/${(await pageOf(release)).id}`);
const actionsOf = async (release: number) => (await eventsOf(release)).map(({ action }) => action);
type Signing = Awaited<ReturnType<typeof signing>>;
const cast = (input: Signing, signer: Person) => world.here.attempt(castVerdict, input, signer);

describe("signing", () => {
  it("records the digests and the method, and keeps name and comment beside the log", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    const input = await signing(here, people.erik, { release, seat: "engineering" });
    const { verdictId, ...standing } = await here.make(
      castVerdict,
      { ...input, comment: "Plan is sound." },
      people.erik,
    );
    expect(standing).toEqual({ state: "in-review", seatsMet: 1, seatsAll: 3 });
    const { sectionDigests, subjectDigest } = await pageOf(release);
    const { case: asked, artifact, plan, target, policy } = sectionDigests;
    const event = (await eventsOf(release)).at(-1);
    expect(event).toMatchObject({
      action: "verdict.cast",
      actor: { type: "user", id: people.erik.id },
      targets: [{ type: "release", digest: subjectDigest }],
      data: {
        round: 1,
        verdict: verdictId,
        seat: "engineering",
        decision: "approve",
        signer: people.erik.id,
        subject: subjectDigest,
        statement: expect.stringMatching(/^sha256:/),
        method: "password",
        lapsed: [],
      },
      details: { signer: expect.any(String), comment: expect.any(String) },
    });
    expect(event!.data!["sections"]).toEqual({ case: asked, artifact, plan, target, policy });
    expect(JSON.stringify(event)).not.toMatch(/Erik|sound/);
  });

  it("of the last seat approves, in the same transaction", async () => {
    const { here, approve, submit } = world;
    const release = await approve(await submit(2));
    const events = await eventsOf(release);
    expect(events.map(({ action }) => action).slice(-2)).toEqual(["verdict.cast", "release.approved"]);
    const at = here.clock.now;
    expect(events.at(-1)).toMatchObject({
      occurred_at: at.toISOString(),
      data: { round: 1, validUntil: secondsLater(at, 14 * 86_400).toISOString() },
    });
    expect(await pageOf(release)).toMatchObject({ state: "approved", approvedAt: at.toISOString() });
  });

  it("asks for changes or rejects only with a reason", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    for (const decision of ["request-changes", "reject"] as const) {
      const { comment: _, ...input } = await signing(here, people.dara, {
        release,
        seat: "data-science",
        decision,
      });
      expect(await cast(input, people.dara)).toMatchObject({
        error: { code: "reason-missing", field: "comment" },
      });
    }
  });

  it("is outranked by an objection until its author lifts it", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await sign(here, people.dara, { release, seat: "data-science", decision: "request-changes" });
    await sign(here, people.erik, { release, seat: "engineering" });
    await sign(here, people.carla, { release, seat: "compliance" });
    expect(await pageOf(release)).toMatchObject({
      state: "changes-requested",
      council: { met: 2, approved: false },
    });
    await sign(here, people.dara, { release, seat: "data-science" });
    expect(await pageOf(release)).toMatchObject({ state: "approved" });
    expect(await actionsOf(release)).toEqual([
      "release.opened",
      "release.submitted",
      "verdict.cast",
      "release.changes-requested",
      "verdict.cast",
      "verdict.cast",
      "verdict.cast",
      "release.approved",
    ]);
  });

  it("ends the release when it rejects", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await sign(here, people.carla, { release, seat: "compliance", decision: "reject" });
    expect((await actionsOf(release)).at(-1)).toBe("release.rejected");
    const input = await signing(here, people.dara, { release, seat: "data-science" });
    expect(await cast(input, people.dara)).toMatchObject({ error: { code: "release-is-rejected" } });
  });
});

describe("only those who may can sign", () => {
  let release: number;
  beforeAll(async () => {
    release = await world.submit(2);
  });

  it.each([
    ["the author", "jonas", "data-science", "contributor-cannot-sign"],
    ["who measured it", "priya", "engineering", "contributor-cannot-sign"],
    ["of another function", "dara", "compliance", "not-of-this-function"],
    ["for a seat it does not have", "dara", "business", "no-such-seat"],
    ["without the role, admin or not", "ada", "engineering", "role-missing"],
  ] as const)("%s", async (_, who, seat, code) => {
    const signer = world.people[who];
    const input = await signing(world.here, signer, { release, seat });
    const before = (await actionsOf(release)).length;
    expect(await cast(input, signer)).toMatchObject({ ok: false, error: { code } });
    expect(await actionsOf(release)).toHaveLength(before);
  });

  it("twice: one person fills one seat", async () => {
    const { here, people } = world;
    await sign(here, people.erik, { release, seat: "engineering" });
    const input = await signing(here, people.erik, { release, seat: "compliance" });
    expect(await cast(input, people.erik)).toMatchObject({
      error: { kind: "illegal", code: "one-seat-a-person" },
    });
  });

  it("a token or the system", async () => {
    const { here, people } = world;
    const input = await signing(here, people.dara, { release, seat: "data-science" });
    const token = {
      kind: "token",
      id: people.dara.id,
      name: "ci",
      workspaceId: here.workspaceId,
      scopes: ["release:read"],
    };
    expect(await here.attempt(castVerdict, input, token as never)).toMatchObject({
      error: { code: "scope-missing" },
    });
    expect(await here.attempt(castVerdict, input, here.system)).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});

describe("only what was seen is signed", () => {
  it("another round or digest is refused, and the proof stays unspent", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    const input = await signing(here, people.dara, { release, seat: "data-science" });
    await here.make(
      editRelease,
      { release, round: 1, plan: { ...worldPlan, holdoutPercent: 5 } },
      people.jonas,
    );
    expect(await cast(input, people.dara)).toMatchObject({
      error: { kind: "stale", code: "digest-changed" },
    });
    expect(await cast({ ...input, round: 2 }, people.dara)).toMatchObject({ error: { kind: "stale" } });
    const now = await signing(here, people.dara, { release, seat: "data-science" });
    expect(await cast({ ...now, round: 1 }, people.dara)).toMatchObject({ error: { kind: "stale" } });
    expect(await cast(now, people.dara)).toMatchObject({ ok: true });
  });

  it("needs the password again: for this digest, within minutes, once", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    const other = await submit(3);
    const seat = "data-science" as const;
    const input = await signing(here, people.dara, { release, seat });
    const again = { error: { kind: "forbidden", code: "sign-in-again" } };
    const elsewhere = await signing(here, people.dara, { release: other, seat });
    expect(await cast({ ...input, stepUpId: elsewhere.stepUpId }, people.dara)).toMatchObject(again);
    const anothers = await signing(here, people.erik, { release, seat: "engineering" });
    expect(await cast({ ...input, stepUpId: anothers.stepUpId }, people.dara)).toMatchObject(again);
    expect(await cast({ ...input, stepUpId: people.dara.id }, people.dara)).toMatchObject(again);
    expect(await cast(input, people.dara)).toMatchObject({ ok: true });
    expect(await cast(input, people.dara)).toMatchObject(again);
    const late = await signing(here, people.dara, { release, seat });
    here.clock.now = secondsLater(here.clock.now, 300);
    expect(await cast(late, people.dara)).toMatchObject(again);
  });
});

describe("authority lost", () => {
  it("stops the signature from counting, and the next event records it", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.carla, { release, seat: "compliance" });
    await holdOnly(here, people.dara, ["business"]);
    await sign(here, people.erik, { release, seat: "engineering" });
    const page = await pageOf(release);
    expect(page).toMatchObject({ state: "in-review", council: { met: 2 } });
    const [lapsed] = page.council.seats[0]!.verdicts;
    expect(lapsed).toMatchObject({ counts: false, because: "not-entitled" });
    expect((await eventsOf(release)).at(-1)).toMatchObject({
      action: "verdict.cast",
      data: { lapsed: [lapsed!.id] },
    });
  });
});
