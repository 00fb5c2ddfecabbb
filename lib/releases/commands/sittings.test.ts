import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attendSitting } from "#lib/councils/commands/attend-sitting.ts";
import { callOffSitting } from "#lib/councils/commands/call-off-sitting.ts";
import { closeSitting } from "#lib/councils/commands/close-sitting.ts";
import { extendSittingItem } from "#lib/councils/commands/extend-sitting-item.ts";
import { moveSitting } from "#lib/councils/commands/move-sitting.ts";
import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { openSitting } from "#lib/councils/commands/open-sitting.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { codeOf } from "#lib/testing/worlds/code-of.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { sittingHall } from "#lib/testing/worlds/sittings.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { arrangeSitting } from "./arrange-sitting.ts";
import { editRelease } from "./edit-release.ts";
import { planSitting } from "./plan-sitting.ts";
import { recordSittingItem } from "./record-sitting-item.ts";
import { startSittingItem } from "./start-sitting-item.ts";

let world: World;
let hall: Awaited<ReturnType<typeof sittingHall>>;
beforeAll(async () => {
  world = await testWorld();
  hall = await sittingHall(world);
});
afterAll(() => world?.here.close());

describe("a sitting", () => {
  it("goes from its plan to signed minutes, each step in the log and none of its words", async () => {
    const { here, people } = world;
    const { release, sittingId, item } = await hall.called();
    await here.make(extendSittingItem, { sittingId, item, minutes: 5 }, hall.secretary);
    await here.make(noteSitting, { sittingId, item, text: "Dara explained the data." }, hall.secretary);
    await world.approve(release);
    expect(await hall.record(sittingId, item)).toMatchObject({
      outcome: { result: "approved", open: [], votes: [{ written: false }, {}, {}] },
    });
    const minutes = await hall.end(sittingId);
    expect(codeOf(await hall.sign(minutes, hall.ofChair))).toBe("ok");
    expect((await hall.page(sittingId)).state).toBe("closed");
    expect(await hall.sign(minutes, hall.ofSecretary)).toMatchObject({ value: { state: "signed" } });
    expect(await hall.actionsOf(sittingId)).toEqual([
      "sitting.planned",
      "sitting.opened",
      "sitting-item.started",
      "sitting-item.extended",
      "sitting.noted",
      "sitting-item.recorded",
      "sitting.closed",
      "sitting.signed",
      "sitting.signed",
      "sitting.confirmed",
    ]);
    const events = await here.eventsOf(`sitting/${sittingId}`);
    expect(JSON.stringify(events)).not.toMatch(/explained|Carla|Dara/);
    const { id } = await fileIn(here, release);
    expect((await here.eventsOf(`release/${id}`)).at(-1)).toMatchObject({
      action: "release.heard",
      data: { sitting: sittingId, item },
    });
    const { events: told } = await here.see(releasePage, { release }, people.vic);
    expect(told.filter((one) => one.sitting?.id === sittingId).map(({ action }) => action)).toEqual([
      "release.heard",
      "verdict.cast",
      "verdict.cast",
      "verdict.cast",
    ]);
    const page = await hall.page(sittingId, people.vic);
    expect(page.entries.find(({ kind }) => kind === "note")).toMatchObject({
      text: "Dara explained the data.",
    });
    expect(page.entries.filter(({ kind }) => kind === "verdict")).toHaveLength(3);
    expect(page).toMatchObject({ minutes: [{ state: "confirmed", signers: [{ seat: "compliance" }, {}] }] });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is planned for when the council sits next, by the clocks of its calendar", async () => {
    const { here } = world;
    const { startsAt, sittingId } = await here.make(
      planSitting,
      { councilId: hall.councilId },
      hall.secretary,
    );
    const local = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date(startsAt));
    expect(local).toMatch(/^(Tue|Thu),? 15:00$/);
    const later = new Date(Date.parse(startsAt) + HOUR_MS).toISOString();
    const move = { sittingId, startsAt: later, reason: "The room is taken." };
    expect(codeOf(await here.attempt(moveSitting, move, hall.erik))).toBe("not-chair");
    await here.make(moveSitting, move, hall.chair);
    await here.make(callOffSitting, { sittingId, reason: "Nothing waits." }, hall.secretary);
    expect((await hall.page(sittingId)).state).toBe("called-off");
    expect(codeOf(await here.attempt(openSitting, { sittingId, attendance: [] }, hall.chair))).toBe(
      "sitting-state",
    );
    expect(await hall.actionsOf(sittingId)).toEqual([
      "sitting.planned",
      "sitting.moved",
      "sitting.called-off",
    ]);
  });

  it("is run by the chair and the secretary in force, and by nobody else", async () => {
    const { here, people } = world;
    const { sittingId, item } = await hall.called(3);
    for (const other of [hall.erik, people.ada, people.vic, people.jonas]) {
      const attempts = [
        await here.attempt(planSitting, { councilId: hall.councilId }, other),
        await here.attempt(noteSitting, { sittingId, text: "I was right." }, other),
        await here.attempt(recordSittingItem, { sittingId, item, shown: "approved" }, other),
        await here.attempt(closeSitting, { sittingId }, other),
      ];
      expect(attempts.map(codeOf)).toEqual(["not-chair", "not-chair", "not-chair", "not-chair"]);
    }
    // The chair leaves the council while it sits.
    const content = { ...hall.content, chair: hall.erik.id };
    await hall.board.compose(content, { councilId: hall.councilId, basedOn: 1 });
    expect(codeOf(await here.attempt(noteSitting, { sittingId, text: "Still mine." }, hall.chair))).toBe(
      "not-chair",
    );
    await here.make(noteSitting, { sittingId, text: "Erik chairs." }, hall.erik);
    await hall.board.compose(hall.content, { councilId: hall.councilId, basedOn: 2 });
    await hall.end(sittingId);
  });
});

describe("an outcome", () => {
  it("follows from the verdicts: the chair records no other", async () => {
    const { here } = world;
    const { release, sittingId, item } = await hall.called();
    await sign(here, hall.erik, { release, seat: "engineering" });
    await sign(here, hall.secretary, { release, seat: "data-science", decision: "request-changes" });
    for (const shown of ["approved", "waiting", "held", "changed", "ended"] as const)
      expect(codeOf(await here.attempt(recordSittingItem, { sittingId, item, shown }, hall.chair))).toBe(
        "outcome-changed",
      );
    expect(await hall.record(sittingId, item)).toMatchObject({ outcome: { result: "objected" } });
    const again = await here.attempt(
      recordSittingItem,
      { sittingId, item, shown: "objected" },
      hall.secretary,
    );
    expect(codeOf(again)).toBe("item-not-called");
    await hall.end(sittingId);
  });

  it("is only that the content changed, where an edit ended the round under discussion", async () => {
    const { here, people } = world;
    const { release, sittingId, item } = await hall.called();
    const { release: row, sections } = await fileIn(here, release);
    const edit = { release, round: row.round, case: { ...sections.case, benefit: "Another benefit." } };
    await here.make(editRelease, edit, people.jonas);
    expect(await hall.record(sittingId, item)).toMatchObject({ outcome: { result: "changed" } });
    // It is called again as it is now.
    expect(await hall.start(sittingId, item)).toMatchObject({ round: row.round + 1 });
    expect((await hall.itemOf(sittingId, `/releases/${release}`)).result).toBe("waiting");
    await hall.end(sittingId);
  });

  it("takes each seat of the council: here, or heard in writing", async () => {
    const { here } = world;
    const release = await world.submit(2);
    const sittingId = await hall.open(hall.everybody.filter(({ seat }) => seat !== "engineering"));
    const { item } = await hall.itemOf(sittingId, `/releases/${release}`);
    await hall.start(sittingId, item);
    const shown = "waiting" as const;
    const early = await here.attempt(recordSittingItem, { sittingId, item, shown }, hall.chair);
    expect(codeOf(early)).toBe("no-quorum");
    const stranger = {
      sittingId,
      person: world.people.vic.id,
      presence: "present" as const,
      seat: "engineering" as const,
    };
    expect(codeOf(await here.attempt(attendSitting, stranger, hall.chair))).toBe("not-on-council");
    await sign(here, hall.erik, { release, seat: "engineering" });
    expect(await hall.record(sittingId, item)).toMatchObject({ outcome: { result: "waiting" } });
    await hall.end(sittingId);
  });
});

describe("an agenda", () => {
  it("is made of what waits, and arranged as far as it was not called", async () => {
    const { here } = world;
    const { sittingId, item } = await hall.called();
    const { items } = await hall.page(sittingId);
    const left = items.filter(({ state }) => state === "waiting").toReversed();
    const asked = left.map(({ item, kind, subject, minutes }) => ({ item, kind, subject, minutes }));
    await here.make(arrangeSitting, { sittingId, items: asked }, hall.secretary);
    const after = (await hall.page(sittingId)).items.map((one) => one.item);
    expect(after).toEqual([item, ...left.map((one) => one.item)]);
    const subject = items.find((one) => one.item === item)!.subject;
    const twice = { sittingId, items: [{ kind: "release" as const, subject, minutes: 5 }] };
    expect(codeOf(await here.attempt(arrangeSitting, twice, hall.chair))).toBe("item-taken");
    const elsewhere = { sittingId, items: [{ kind: "release" as const, subject: sittingId, minutes: 5 }] };
    expect(codeOf(await here.attempt(arrangeSitting, elsewhere, hall.chair))).toBe("item-subject-not-found");
    const [next] = after.slice(1);
    if (next)
      expect(codeOf(await here.attempt(startSittingItem, { sittingId, item: next }, hall.chair))).toBe(
        "item-open",
      );
    expect(codeOf(await here.attempt(closeSitting, { sittingId }, hall.chair))).toBe("items-open");
    await hall.end(sittingId);
  });

  it("is opened once at a time", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    const other = await hall.plan();
    const attempt = await here.attempt(
      openSitting,
      { sittingId: other.sittingId, attendance: [] },
      hall.chair,
    );
    expect(codeOf(attempt)).toBe("sitting-open");
    await hall.end(sittingId);
  });
});
