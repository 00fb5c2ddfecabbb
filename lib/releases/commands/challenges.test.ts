import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { fileIn, recuse } from "#lib/testing/worlds/conditions.ts";
import { answering, challenge, challenged, judge, judging, settled } from "#lib/testing/worlds/discussion.ts";
import { testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { answerChallenge } from "./answer-challenge.ts";
import { editRelease } from "./edit-release.ts";
import { editThread } from "./edit-thread.ts";
import { judgeChallenge } from "./judge-challenge.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld(challenged(...SEATS));
});
afterAll(() => world?.here.close());

const stateOf = async (release: number) => (await fileIn(world.here, release)).release.state;
const codeOf = <T extends { ok: boolean }>(outcome: T) =>
  "error" in outcome ? (outcome.error as { code: string }).code : null;

/** A release that carla challenged and jonas answered. */
async function answered() {
  const { here, people } = world;
  const release = await world.submit(2);
  const raised = await challenge(here, people.carla, { release });
  if (!raised.ok) throw new Error(raised.error.message);
  const of = { release, thread: raised.value.thread };
  expect(await answering(here, people.jonas, of)).toMatchObject({ ok: true, value: { post: 2 } });
  return of;
}

describe("a release whose policy asks for a challenge", () => {
  it("is not approved by every seat alone, and is as the answer is found satisfactory", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await world.approve(release);
    expect(await stateOf(release)).toBe("in-review");
    const of = { release, thread: 1 };
    expect(await challenge(here, people.carla, { release })).toMatchObject({ value: { thread: 1 } });
    await answering(here, people.jonas, of);
    expect(await stateOf(release)).toBe("in-review");
    expect(await judge(here, people.carla, of)).toMatchObject({ value: { state: "approved" } });
    const { id } = await fileIn(here, release);
    const events = await here.eventsOf(`release/${id}`);
    expect(events.slice(-4)).toMatchObject([
      { action: "challenge.raised", data: { nth: 1, seat: "compliance", anchor: { at: "release" } } },
      { action: "challenge.answered", data: { post: 2 } },
      {
        action: "challenge.judged",
        data: { post: 2, version: 1, question: 1, satisfied: true, signer: people.carla.id, lapsed: [] },
      },
      { action: "release.approved", data: { lapsed: [] } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/worse night|2,000 are labelled|bounds it/);
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is approved with the last seat where the challenge was settled before", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await settled(here, { challenger: people.carla, author: people.jonas }, release);
    await world.approve(release);
    expect(await stateOf(release)).toBe("approved");
  });

  it("stays in review while another challenge stands, unanswered or found not satisfactory", async () => {
    const { here, people } = world;
    const of = await answered();
    await judge(here, people.carla, of);
    await challenge(here, people.dara, { release: of.release, seat: "data-science" });
    await world.approve(of.release);
    expect(await stateOf(of.release)).toBe("in-review");
    const second = { release: of.release, thread: 2 };
    await answering(here, people.jonas, second);
    expect(await judge(here, people.dara, second, false)).toMatchObject({ value: { state: "in-review" } });
    expect(codeOf(await judge(here, people.dara, second, false))).toBe("already-judged");
    await answering(here, people.priya, second);
    expect(await judge(here, people.dara, second)).toMatchObject({ value: { state: "approved" } });
  });

  it("is challenged again after an edit: what was found was of other content, and an undone edit brings it back", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await settled(here, { challenger: people.carla, author: people.jonas }, release);
    await world.approve(release);
    const edit = { ...testCase, why: "Delays follow both, and the crew." };
    await here.make(editRelease, { release, round: 1, case: edit }, people.jonas);
    await world.approve(release);
    expect(await stateOf(release)).toBe("in-review");
    expect(await judge(here, people.carla, { release, thread: 1 })).toMatchObject({
      value: { state: "approved" },
    });
    await here.make(editRelease, { release, round: 2, case: testCase }, people.jonas);
    expect(await stateOf(release)).toBe("in-review");
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });
});

describe("whoever challenges", () => {
  it("could sign a seat: no contributor, no stranger to its functions, no admin, nobody recused", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    const by = async (person: Person, seat = "compliance" as const) =>
      codeOf(await challenge(here, person, { release, seat }));
    expect(await by(people.jonas)).toBe("contributor-cannot-sign");
    expect(await by(people.priya)).toBe("contributor-cannot-sign");
    expect(await by(people.dara)).toBe("not-of-this-function");
    expect(await by(people.rhea)).toBe("role-missing");
    expect(await by(people.ada)).toBe("role-missing");
    await recuse(here, people.carla, release);
    expect(await by(people.carla)).toBe("recused");
    expect(codeOf(await challenge(here, people.erik, { release, seat: "security" as never }))).toBe(
      "no-such-seat",
    );
  });

  it("neither answers it nor has another judge it", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await challenge(here, people.carla, { release });
    const of = { release, thread: 1 };
    expect(codeOf(await answering(here, people.carla, of))).toBe("own-challenge");
    expect(codeOf(await answering(here, people.dara, of))).toBe("not-yours-to-answer");
    expect(codeOf(await answering(here, people.ada, of))).toBe("not-yours-to-answer");
    expect(codeOf(await judge(here, people.carla, of))).toBe("challenge-not-answered");
    await answering(here, people.jonas, of);
    expect(codeOf(await judge(here, people.erik, of))).toBe("not-the-challenger");
    expect(codeOf(await judge(here, people.jonas, of))).toBe("not-the-challenger");
    expect(codeOf(await answering(here, people.priya, of))).toBe("answer-waits");
  });

  it("is replaced by a holder of the function only once they cannot judge, and what they found ends with their authority", async () => {
    const { here, people } = world;
    const peer = await here.person("Cleo Peer", ["reviewer"], ["compliance"]);
    const leaving = await here.person("Lea Leaving", ["reviewer"], ["compliance"]);
    const release = await world.submit(2);
    const of = await settled(here, { challenger: leaving, author: people.jonas }, release);
    await world.approve(release);
    expect(await stateOf(release)).toBe("approved");
    expect(codeOf(await judge(here, peer, of))).toBe("release-is-approved");
    await here.make(disablePerson, { personId: leaving.id, reason: "Left." }, people.ada);
    await tidy(here.db, here.workspaceId, silentLog().log);
    expect(await stateOf(release)).toBe("in-review");
    const { id } = await fileIn(here, release);
    const lapsed = (await here.eventsOf(`release/${id}`)).at(-1);
    expect(lapsed).toMatchObject({ action: "release.lapsed" });
    expect(lapsed?.data).toMatchObject({ lapsed: [expect.any(String)] });
    expect(await judge(here, peer, of)).toMatchObject({ value: { state: "approved" } });
    const judged = (await here.eventsOf(`release/${id}`)).findLast(
      (one) => one.action === "challenge.judged",
    );
    expect(judged?.data).toMatchObject({ instead: true, signer: peer.id });
  });
});

describe("what is judged", () => {
  it("is the words and the content that the challenger read, and stays as it was judged", async () => {
    const { here, people } = world;
    const of = await answered();
    const read = await judging(here, of);
    const edit = { ...of, post: 2, version: 1, text: "It is not acceptable." };
    expect(await here.attempt(editThread, edit, people.jonas)).toMatchObject({ value: { version: 2 } });
    expect(codeOf(await here.attempt(judgeChallenge, read, people.carla))).toBe("answer-changed");
    const other = { ...(await judging(here, of)), subjectDigest: `sha256:${"0".repeat(64)}` };
    expect(codeOf(await here.attempt(judgeChallenge, other, people.carla))).toBe("digest-changed");
    await judge(here, people.carla, of);
    const again = { ...edit, version: 2 };
    expect(codeOf(await here.attempt(editThread, again, people.jonas))).toBe("post-judged");
    expect(codeOf(await here.attempt(editThread, { ...again, post: 1, version: 1 }, people.carla))).toBe(
      "post-judged",
    );
    expect(codeOf(await answering(here, people.jonas, of))).toBe("challenge-settled");
  });

  it("has one answer of two that come at once, and no approval passes a challenge that comes beside it", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    await challenge(here, people.carla, { release });
    const of = { release, thread: 1 };
    const both = await Promise.all([answering(here, people.jonas, of), answering(here, people.priya, of)]);
    expect(both.map(codeOf).sort()).toEqual(["answer-waits", null]);
    await world.approve(release);
    const [, raised] = await Promise.all([
      judge(here, people.carla, of),
      challenge(here, people.dara, { release, seat: "data-science" }),
    ]);
    expect(await stateOf(release)).toBe(raised.ok ? "in-review" : "approved");
  });

  it("is answered by no token and not by the system", async () => {
    const { here } = world;
    const of = await answered();
    const token: Caller = {
      kind: "token",
      id: crypto.randomUUID(),
      name: "CI",
      workspaceId: here.workspaceId,
      scopes: ["release:read", "version:register"],
    };
    const said = { ...of, text: "Yes." };
    expect(codeOf(await here.attempt(answerChallenge, said, token))).toBe("scope-missing");
    expect(codeOf(await here.attempt(answerChallenge, said, here.system))).toBe("person-only");
    expect(codeOf(await here.attempt(judgeChallenge, await judging(here, of), here.system))).toBe(
      "person-only",
    );
  });
});
