import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import type { Anchor } from "#lib/releases/anchor.ts";
import { threadList } from "#lib/releases/queries/thread-list.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { ask, challenge } from "#lib/testing/worlds/discussion.ts";
import { racing } from "#lib/testing/worlds/racing.ts";
import { type Person, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { editThread } from "./edit-thread.ts";
import { openThread } from "./open-thread.ts";
import { reopenThread } from "./reopen-thread.ts";
import { replyThread } from "./reply-thread.ts";
import { resolveThread } from "./resolve-thread.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const codeOf = <T extends { ok: boolean }>(outcome: T) =>
  "error" in outcome ? (outcome.error as { code: string }).code : null;

/** A release in review with a thread that Erik opened. */
async function asked(anchor?: Anchor) {
  const { here, people } = world;
  const release = await world.submit(2);
  const opened = await ask(here, people.erik, { release, ...(anchor ? { anchor } : {}) });
  if (!opened.ok) throw new Error(opened.error.message);
  return { release, thread: opened.value.thread };
}

const seen = (release: number, by: Person = world.people.vic, more: object = {}) =>
  world.here.see(threadList, { release, ...more }, by);
const first = async (release: number, by?: Person) => (await seen(release, by)).items[0]!;

describe("a thread", () => {
  it("is opened, replied to, edited and resolved, each in the log and none of its words", async () => {
    const { here, people } = world;
    const of = await asked({ at: "guardrail", guardrail: "log-loss" });
    await here.make(replyThread, { ...of, text: "Added.", mentions: [people.erik.id] }, people.jonas);
    await here.make(editThread, { ...of, post: 2, version: 1, text: "Added to report 61." }, people.jonas);
    await here.make(resolveThread, of, people.erik);
    await here.make(reopenThread, of, people.erik);
    const { id } = await fileIn(here, of.release);
    const events = (await here.eventsOf(`release/${id}`)).slice(-5);
    expect(events).toMatchObject([
      { action: "thread.opened", data: { nth: 1, anchor: { at: "guardrail", guardrail: "log-loss" } } },
      { action: "thread.replied", data: { post: 2, mentions: [people.erik.id] } },
      { action: "thread.edited", data: { post: 2, version: 2 } },
      { action: "thread.resolved" },
      { action: "thread.reopened" },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/15 bins|Added|Erik|Jonas/);
    const thread = await first(of.release, people.erik);
    expect(thread).toMatchObject({
      state: "open",
      section: "plan",
      changedSince: false,
      mentionsMe: true,
      whyNotClose: null,
      posts: [
        { by: { name: "Erik Holm" }, versions: [{ text: "Why 15 bins?" }], mayEdit: true },
        { versions: [{ text: "Added." }, { version: 2, text: "Added to report 61." }], mayEdit: false },
      ],
    });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is resolved and reopened by whoever opened it, and by nobody else", async () => {
    const { here, people } = world;
    const of = await asked();
    for (const other of [people.jonas, people.ada, people.rhea, people.vic])
      expect(codeOf(await here.attempt(resolveThread, of, other))).toBe("not-your-thread");
    expect(codeOf(await here.attempt(reopenThread, of, people.erik))).toBe("thread-open");
    await here.make(resolveThread, of, people.erik);
    expect(codeOf(await here.attempt(resolveThread, of, people.erik))).toBe("thread-resolved-already");
    expect(codeOf(await here.attempt(reopenThread, of, people.jonas))).toBe("not-your-thread");
    expect(codeOf(await here.attempt(replyThread, { ...of, text: "Late." }, people.vic))).toBe(
      "thread-resolved",
    );
  });

  it("has posts that only their authors edit, from the version that they saw", async () => {
    const { here, people } = world;
    const of = { ...(await asked()), post: 1, version: 1, text: "Why 30 bins?" };
    expect(codeOf(await here.attempt(editThread, of, people.jonas))).toBe("not-your-post");
    expect(codeOf(await here.attempt(editThread, { ...of, post: 9 }, people.erik))).toBe("post-not-found");
    await here.make(editThread, of, people.erik);
    expect(codeOf(await here.attempt(editThread, of, people.erik))).toBe("post-changed");
  });

  it("keeps a challenge out of its hands", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await challenge(here, people.carla, { release });
    const of = { release, thread: 1 };
    expect(codeOf(await here.attempt(resolveThread, of, people.carla))).toBe("challenge-is-judged");
    await here.make(replyThread, { ...of, text: "I wonder, too." }, people.vic);
    expect(await first(release)).toMatchObject({ kind: "challenge", state: "unanswered", posts: [{}, {}] });
  });

  it("takes one of a reply and a resolution that come at once, or both in an order", async () => {
    const { here, people } = world;
    const of = await asked();
    const { almost, atOnce } = racing(here);
    const resolving = await almost(resolveThread, of, people.erik);
    const replying = atOnce(replyThread, { ...of, text: "Beside." }, people.vic);
    expect(await resolving.commit()).toMatchObject({ ok: true });
    expect(codeOf(await replying)).toBe("thread-resolved");
  });
});

describe("what is written", () => {
  it("names only people of this workspace who are here", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    const other = await workspaceIn(here.database, "Harbour", { now: here.clock.now });
    const stranger = await other.person("Sam Stranger", ["viewer"]);
    await other.db.close();
    const gone = await here.person("Gus Gone", ["viewer"]);
    await here.make(disablePerson, { personId: gone.id, reason: "Left." }, people.ada);
    const naming = async (mentions: string[]) =>
      codeOf(
        await here.attempt(
          openThread,
          { release, anchor: { at: "release" }, text: "You?", mentions },
          people.vic,
        ),
      );
    expect(await naming([stranger.id])).toBe("mention-unknown");
    expect(await naming([gone.id])).toBe("mention-unknown");
    expect(await naming([people.vic.id, people.vic.id])).toBe("invalid-input");
    expect(await naming([people.carla.id])).toBeNull();
    expect(await first(release, people.carla)).toMatchObject({
      mentionsMe: true,
      posts: [{ mentions: ["Carla Diaz"] }],
    });
  });

  it("is kept as it was typed, and is neither empty, huge nor hidden", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    const text = '<img src=x onerror="alert(1)"> [here](javascript:alert(1)) **bold** {{x}}';
    await ask(here, people.vic, { release, text });
    expect((await first(release)).posts[0]!.versions[0]!.text).toBe(text);
    for (const refused of ["", "   ", "x".repeat(4001), "fine\u202Eenif"])
      expect(codeOf(await ask(here, people.vic, { release, text: refused || " " }))).toBe("invalid-input");
  });

  it("is by people alone", async () => {
    const { here } = world;
    const of = await asked();
    const token: Caller = {
      kind: "token",
      id: crypto.randomUUID(),
      name: "CI",
      workspaceId: here.workspaceId,
      scopes: ["release:read", "packet:export"],
    };
    const said = { ...of, text: "As a person." };
    expect(codeOf(await here.attempt(replyThread, said, token))).toBe("scope-missing");
    expect(codeOf(await here.attempt(replyThread, said, here.system))).toBe("person-only");
    expect(await here.ask(threadList, { release: of.release }, token)).toMatchObject({
      value: { items: [{ mayReply: false, whyNotClose: expect.any(String) }], challengesFor: [] },
    });
  });

  it("can be erased, version by version, and the rest stays", async () => {
    const { here, people } = world;
    const of = await asked({ at: "card", line: 1 });
    const edit = { ...of, post: 1, version: 1, text: "Why thirty?" };
    await here.make(editThread, edit, people.erik);
    await withClient(here.database.ownerUrl, (client) =>
      client.query(
        `DELETE FROM audit_detail WHERE name IN ('text', 'quote') AND event_id IN
         (SELECT id FROM audit_event WHERE action = 'thread.opened' AND view #>> '{data,number}' = '${of.release}')`,
      ),
    );
    const { posts, quote } = await first(of.release);
    expect(posts[0]!.versions.map(({ text }) => text)).toEqual([null, "Why thirty?"]);
    expect(quote).toBeNull();
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is in no table but beside the log", async () => {
    const { here } = world;
    await asked();
    const columns = await withClient(here.database.ownerUrl, (client) =>
      client.query(
        "SELECT row_to_json(t)::text AS row FROM release_thread t UNION ALL SELECT row_to_json(a)::text FROM thread_act a",
      ),
    );
    expect(columns.rows.map(({ row }) => row).join()).not.toContain("15 bins");
  });

  it("is missed where a row of it is taken out of the tables", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await challenge(here, people.carla, { release });
    await withClient(here.database.ownerUrl, async (client) => {
      const of = `thread_id IN (SELECT t.id FROM release_thread t JOIN release r ON r.id = t.release_id WHERE r.number = ${release})`;
      await client.query(`DELETE FROM thread_act WHERE ${of}`);
      await client.query(`DELETE FROM release_thread WHERE ${of.replace("thread_id", "id")}`);
    });
    const { differences } = await here.see(replay, {}, people.vic);
    expect(differences.join()).toMatch(/thread .*: is in the log but not in the tables/);
  });
});
