import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { DAY_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { dueReviews } from "#lib/releases/queries/due-reviews.ts";
import { modelReviews } from "#lib/releases/queries/model-reviews.ts";
import { claimed, enveloped } from "#lib/testing/worlds/envelopes.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import {
  foundFit,
  raisedReview,
  raising,
  reviewedWorld,
  reviewIn,
  scheduled,
  signedReview,
} from "#lib/testing/worlds/reviews.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";
import { closeReview } from "./close-review.ts";
import { raiseReview } from "./raise-review.ts";
import { scheduleReview } from "./schedule-review.ts";

let world: World;
beforeAll(async () => {
  world = await reviewedWorld({ months: 6, overdue: "block" });
});
afterAll(() => world?.here.close());

const eventsOf = () => world.here.eventsOf(`model/${world.modelId}`);

/** Ends whatever a test left open. */
beforeEach(async () => {
  const { live } = await world.here.see(modelReviews, { model: MODEL }, world.people.vic);
  for (const { review } of live) if (review?.state === "open") await foundFit(world, review.number);
});

describe("bringing a cause", () => {
  it("opens a re-review of what is live, due by the policy's review time, with its words beside the log", async () => {
    const number = await raisedReview(world);
    const event = (await eventsOf()).at(-1)!;
    expect(event).toMatchObject({
      action: "review.opened",
      data: {
        number,
        cause: "drift",
        source: null,
        round: 1,
        subject: { version: 1, releaseNumber: world.first },
      },
    });
    expect(JSON.stringify(event.data)).not.toContain("June");
    expect(JSON.stringify(event.data)).not.toContain("monitoring.example");
  });

  it("joins a second cause to the one that is open, and voids what was signed before it", async () => {
    const { here, people } = world;
    const number = await raisedReview(world);
    const read = await reviewIn(here, number);
    expect(await signedReview(here, people.carla, { review: number, seat: "compliance" })).toMatchObject({
      ok: true,
    });
    expect(await raisedReview(world, "other")).toBe(number);
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "review.raised", data: { round: 2 } });
    // Whoever read it before the second cause signs nothing any more.
    expect(
      await signedReview(here, people.dara, { review: number, seat: "data-science", read }),
    ).toMatchObject({
      error: { code: "digest-changed" },
    });
    for (const [by, seat] of [
      [people.dara, "data-science"],
      [people.erik, "engineering"],
    ] as const)
      await signedReview(here, by, { review: number, seat });
    expect(await reviewIn(here, number)).toMatchObject({ state: "open" });
    await signedReview(here, people.carla, { review: number, seat: "compliance" });
    expect(await reviewIn(here, number)).toMatchObject({ state: "fit" });
  });

  it("is for holders of a function that can judge it, and for people alone", async () => {
    const { here, people } = world;
    expect(await here.attempt(raiseReview, raising("obligation"), people.dara)).toMatchObject({
      error: { code: "not-of-this-function" },
    });
    for (const by of [people.vic, people.ada])
      expect(await here.attempt(raiseReview, raising(), by)).toMatchObject({ error: { kind: "forbidden" } });
    expect(await here.attempt(raiseReview, raising(), here.system)).toMatchObject({ ok: false });
  });
});

describe("signing a re-review", () => {
  it("takes every seat; the last ends it as still fit, and time alone never does", async () => {
    const number = await raisedReview(world);
    await foundFit(world, number);
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { action: "review.signed", data: { seat: "compliance", round: 1 } },
      { action: "review.passed", data: { number } },
    ]);
    expect(
      await signedReview(world.here, world.people.carla, { review: number, seat: "compliance" }),
    ).toMatchObject({
      error: { code: "review-not-open" },
    });
  });

  it("makes each condition a finding of the version, for its owner", async () => {
    const { here, people, clock } = { ...world, clock: world.here.clock };
    const number = await raisedReview(world);
    const dueAt = new Date(clock.now.getTime() + 20 * DAY_MS).toISOString();
    const condition = {
      text: "Retrain on July.",
      test: "A version trained on it.",
      owner: people.jonas.id,
      dueAt,
    };
    const conditions = [condition];
    await signedReview(here, people.carla, { review: number, seat: "compliance", conditions });
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { action: "review.signed", data: { conditions: [{ owner: people.jonas.id, dueAt }] } },
      { action: "finding.opened", data: { owner: people.jonas.id, dueAt, version: 1 } },
    ]);
    expect(JSON.stringify((await eventsOf()).slice(-2).map(({ data }) => data))).not.toContain("Retrain");
  });

  it("is refused to whoever made or owns what is live, and to another's digest", async () => {
    const { here, people } = world;
    const number = await raisedReview(world);
    expect(await signedReview(here, people.jonas, { review: number, seat: "engineering" })).toMatchObject({
      error: { kind: "forbidden" },
    });
    const read = { ...(await reviewIn(here, number)), digest: `sha256:${"ab".repeat(32)}` };
    expect(
      await signedReview(here, people.erik, { review: number, seat: "engineering", read }),
    ).toMatchObject({
      ok: false,
    });
  });
});

describe("the worker", () => {
  it("opens the calendar's once, before its day, and not again after it was signed late", async () => {
    const { here } = world;
    const { nextDue } = (await here.see(modelReviews, { model: MODEL }, world.people.vic)).live[0]!;
    expect(await scheduled(world)).toEqual([]);
    here.clock.now = new Date(new Date(nextDue!).getTime() + DAY_MS);
    const [number, ...more] = await scheduled(world);
    expect(more).toEqual([]);
    expect(await reviewIn(here, number!)).toMatchObject({ dueAt: nextDue, causes: [{ cause: "calendar" }] });
    expect(await scheduled(world)).toEqual([]);
    await foundFit(world, number!);
    expect(await scheduled(world)).toEqual([]);
  });

  it("schedules nothing that the tables do not show, and closes nothing that is live", async () => {
    const { here } = world;
    const number = await raisedReview(world);
    const [pointer] = await inWorkspace(here.db, here.workspaceId, (tx) => tx.pointer.findMany());
    const made = { pointer: pointer!.id, cause: "incident" as const, source: world.modelId };
    expect(await here.attempt(scheduleReview, made, here.system)).toMatchObject({
      error: { code: "no-review-due" },
    });
    expect(await here.attempt(closeReview, { review: number }, here.system)).toMatchObject({
      error: { code: "still-live" },
    });
    expect(await here.attempt(closeReview, { review: number }, world.people.ada)).toMatchObject({
      ok: false,
    });
    expect((await here.see(dueReviews, {}, here.system)).close).toEqual([]);
  });
});

describe("what a re-review holds", () => {
  it("starts nothing while it is overdue and the policy blocks for that, and goes on once it is signed", async () => {
    const { here, people, start } = world;
    const number = await raisedReview(world);
    const envelope = await enveloped(world);
    const release = await claimed(world, { version: 2, envelope });
    await sign(here, people.erik, { release, seat: "engineering" });
    const { dueAt } = await reviewIn(here, number);
    const before = here.clock.now;
    here.clock.now = new Date(new Date(dueAt).getTime() + 1000);
    await expect(start(release)).rejects.toThrow(/overdue/);
    here.clock.now = before;
    await foundFit(world, number);
    const second = await raisedReview(world);
    await signedReview(here, people.carla, { review: second, seat: "compliance", decision: "reject" });
    expect((await eventsOf()).at(-1)).toMatchObject({ action: "review.failed", data: { number: second } });
    expect(await reviewIn(here, second)).toMatchObject({ state: "unfit" });
    // No standard change past what was found not fit.
    await expect(start(release)).rejects.toThrow(/not fit/);
    const third = await raisedReview(world, "other");
    await foundFit(world, third);
    await start(release);
  });

  it("cannot be rewritten past the commands: a cause taken back, an end undone, a due date put off", async () => {
    const { here } = world;
    const number = await raisedReview(world);
    for (const change of [
      { causes: [] },
      { dueAt: new Date(here.clock.now.getTime() + 900 * DAY_MS) },
      { digest: "sha256:other" },
    ])
      await expect(
        inWorkspace(here.db, here.workspaceId, (tx) =>
          tx.reReview.updateMany({ where: { number }, data: change }),
        ),
      ).rejects.toThrow();
  });
});

it("replays from the log", async () => {
  expect(await world.here.see(replay, {}, world.here.system)).toMatchObject({ differences: [] });
});
