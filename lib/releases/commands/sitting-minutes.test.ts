import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { provePresence } from "#lib/access/admission/prove-presence.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import { amendSitting } from "#lib/councils/commands/amend-sitting.ts";
import { noteSitting } from "#lib/councils/commands/note-sitting.ts";
import { postponeSittingItem } from "#lib/councils/commands/postpone-sitting-item.ts";
import { signSitting } from "#lib/councils/commands/sign-sitting.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { codeOf } from "#lib/testing/worlds/code-of.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { racing } from "#lib/testing/worlds/racing.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import { sittingHall } from "#lib/testing/worlds/sittings.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { arrangeSitting } from "./arrange-sitting.ts";
import { castVerdict } from "./cast-verdict.ts";
import { recordSittingItem } from "./record-sitting-item.ts";
import { startSittingItem } from "./start-sitting-item.ts";

let world: World;
let hall: Awaited<ReturnType<typeof sittingHall>>;
beforeAll(async () => {
  world = await testWorld();
  hall = await sittingHall(world);
});
afterAll(() => world?.here.close());

describe("a proof for a sitting", () => {
  it("carries one factor for each signature over exactly what it named, in its session and for its time", async () => {
    const { here } = world;
    const { release, sittingId, item } = await hall.called();
    const of = await signing(here, hall.erik, { release, seat: "engineering" });
    const { subjectDigest } = of;
    const alone = { act: "cast-verdict", subjectDigest, password: PASSWORD };
    expect(codeOf(await hall.vouch(sittingId, world.people.vic))).not.toBe("ok");
    expect(await hall.vouch(sittingId, hall.erik)).toMatchObject({ ok: true });
    const proof = async (more: object = {}) =>
      provePresence(here.db, hall.erik, { ...alone, ...more }, here.clock.now);
    const cast = async () => {
      const given = await proof();
      if (!given.ok) throw new Error(given.error.code);
      return here.make(castVerdict, { ...of, ...given.value }, hall.erik);
    };
    await cast();
    const { id } = await fileIn(here, release);
    expect((await here.eventsOf(`release/${id}`)).at(-1)).toMatchObject({
      action: "verdict.cast",
      data: { inSitting: sittingId },
    });
    // Over another digest, or after its time, it is a proof like any other.
    const fresh = (digest: string) =>
      inWorkspace(here.db, here.workspaceId, (tx) =>
        tx.stepUp.findFirst({
          where: { personId: hall.erik.id, sittingId, purpose: stepUpPurpose("cast-verdict", digest) },
        }),
      );
    await proof({ subjectDigest: `sha256:${"0".repeat(64)}` });
    expect(await fresh(`sha256:${"0".repeat(64)}`)).toBeNull();
    expect(await fresh(subjectDigest)).not.toBeNull();
    await hall.record(sittingId, item);
    await hall.end(sittingId);
  });
});

describe("minutes", () => {
  it("are signed by two people, and disputed ones are written again", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    const minutes = await hall.end(sittingId);
    expect(codeOf(await hall.sign(minutes, [hall.erik, "engineering"]))).toBe("no-such-seat");
    expect(codeOf(await hall.sign(minutes, hall.ofChair))).toBe("ok");
    expect(codeOf(await hall.sign(minutes, [hall.chair, "data-science"]))).toBe("not-of-this-function");
    expect((await hall.page(sittingId)).state).toBe("closed");
    expect(await hall.sign(minutes, hall.ofSecretary, "reject")).toMatchObject({ value: { state: "open" } });
    const disputed = (await hall.page(sittingId)).entries.at(-1);
    expect(disputed).toMatchObject({ sentence: expect.stringContaining("disputed"), text: "It was not so." });
    await here.make(noteSitting, { sittingId, text: "Corrected." }, hall.secretary);
    const again = await hall.close(sittingId);
    expect(again).toMatchObject({ round: 2 });
    const stale = await hall.signing(minutes, hall.ofChair);
    expect(codeOf(await here.attempt(signSitting, stale, hall.chair))).toBe("digest-changed");
    await hall.confirm(again);
    expect((await hall.page(sittingId)).state).toBe("signed");
  });

  it("are never edited: a correction is an addendum, signed as they were", async () => {
    const { here, people } = world;
    const { sittingId } = await hall.called();
    await hall.confirm(await hall.end(sittingId));
    expect(codeOf(await here.attempt(noteSitting, { sittingId, text: "More." }, hall.chair))).toBe(
      "sitting-state",
    );
    const added = await here.make(amendSitting, { sittingId, text: "Erik left early." }, hall.secretary);
    await hall.confirm({ ...added });
    expect(await hall.page(sittingId)).toMatchObject({
      state: "signed",
      minutes: [
        { amends: false, state: "confirmed" },
        { amends: true, state: "confirmed", text: "Erik left early." },
      ],
    });
    const dropped = await here.make(amendSitting, { sittingId, text: "Not so." }, hall.chair);
    await hall.sign({ ...dropped }, hall.ofSecretary, "reject");
    const after = await hall.page(sittingId);
    expect(after.state).toBe("signed");
    expect(after.entries.at(-1)?.sentence).toBe("Dara Quinn disputed the addendum; it was dropped.");
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("take a proof for exactly them", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    const minutes = await hall.end(sittingId);
    const input = await hall.signing(minutes, hall.ofChair);
    here.clock.now = new Date(here.clock.now.getTime() + 6 * MINUTE_MS);
    expect(codeOf(await here.attempt(signSitting, input, hall.chair))).toBe("sign-in-again");
    await hall.confirm(minutes);
  });
});

describe("two recorders at once", () => {
  type Act = readonly [AnyCommand, object];
  const reason = "No time.";
  const start: Act = [startSittingItem, {}];
  const record: Act = [recordSittingItem, { shown: "waiting" }];
  const postpone: Act = [postponeSittingItem, { reason }];

  it.each([
    ["call it", start, start, "item-open", "This item was called already."],
    ["record it", record, record, "item-not-called", "recorded already: waiting. Nothing was recorded."],
    ["put it off", postpone, postpone, "item-ended", "put off to the next sitting already."],
    ["record it and put it off", record, postpone, "item-ended", "recorded already: waiting."],
    ["put it off and record it", postpone, record, "item-not-called", "put off to the next sitting already."],
  ] as const)(
    "who %s: the second is told what happened, and nothing happens twice",
    async (_, a, b, code, said) => {
      const { here } = world;
      const release = await world.submit(2);
      const sittingId = await hall.open();
      const { item } = await hall.itemOf(sittingId, `/releases/${release}`);
      if (a !== start) await hall.start(sittingId, item);
      const before = await hall.actionsOf(sittingId);
      const { almost, atOnce } = racing(here);
      const first = await almost(a[0], { sittingId, item, ...a[1] }, hall.chair);
      const second = atOnce(b[0], { sittingId, item, ...b[1] }, hall.secretary);
      expect(await first.commit()).toMatchObject({ ok: true });
      const refused = await second;
      expect(refused).toMatchObject({ ok: false, error: { code } });
      expect(JSON.stringify(refused)).toContain(said);
      expect(await hall.actionsOf(sittingId)).toHaveLength(before.length + 1);
      await hall.end(sittingId);
    },
  );

  it("who arrange the agenda: neither drops what the other added", async () => {
    const { here } = world;
    const { sittingId } = await hall.called();
    const { items } = await hall.page(sittingId);
    const coming = items.filter(({ state }) => state === "waiting");
    const asked = coming.map(({ item, kind, subject, minutes }) => ({ item, kind, subject, minutes }));
    const shown = asked.map(({ item }) => item);
    const without = { sittingId, items: asked.slice(1), shown };
    await here.make(arrangeSitting, without, hall.chair);
    const late = await here.attempt(
      arrangeSitting,
      { sittingId, items: asked.toReversed(), shown },
      hall.secretary,
    );
    expect(codeOf(late)).toBe("agenda-changed");
    const [removed] = coming;
    const { addable } = await hall.page(sittingId);
    expect(addable.map(({ subject }) => subject)).toContain(removed!.subject);
    // A subject comes back under its own kind alone, and is checked again.
    const disguised = [{ kind: "waiver" as const, subject: removed!.subject, minutes: 5 }];
    expect(codeOf(await here.attempt(arrangeSitting, { sittingId, items: disguised }, hall.chair))).toBe(
      "item-subject-not-found",
    );
    expect((await hall.page(sittingId, hall.erik)).addable).toEqual([]);
    await hall.end(sittingId);
  });
});
