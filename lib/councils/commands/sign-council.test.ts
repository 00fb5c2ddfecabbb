import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import { councilList } from "#lib/overview/queries/council-list.ts";
import { councilPage } from "#lib/overview/queries/council-page.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { fileIn, recuse } from "#lib/testing/worlds/conditions.ts";
import { councilBoard } from "#lib/testing/worlds/councils.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { oneCouncil, present, sign, signing } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";
import { proposePolicy } from "./propose-policy.ts";
import { signCouncil } from "./sign-council.ts";
import { withdrawCouncil } from "./withdraw-council.ts";

let world: World;
let board: Awaited<ReturnType<typeof councilBoard>>;
let council: string;
/** A second holder of compliance, who sits on no council. */
let alma: Person;
beforeAll(async () => {
  world = await testWorld();
  board = await councilBoard(world);
  alma = await world.here.person("Alma Ober", ["reviewer"], ["compliance"]);
});
afterAll(() => world?.here.close());

const codeOf = (answer: { ok: boolean; error?: { code: string } }) => answer.error?.code ?? "ok";
const streamEnd = async (count: number) =>
  (await world.here.eventsOf(`policy/${world.here.workspaceId}`)).slice(-count);

describe("a council", () => {
  it("is proposed by an admin and sits once the policy's own signers have signed it", async () => {
    const { here, people } = world;
    const content = board.contentOf();
    expect(codeOf(await board.attempt({ ...content, chair: here.workspaceId }))).toBe("person-unknown");
    const strangers = [board.seatOf("compliance", [people.dara])];
    expect(codeOf(await board.attempt({ ...content, seats: strangers }))).toBe("member-lacks-function");
    const shared = [board.seatOf("engineering", [people.erik]), board.seatOf("compliance", [people.erik])];
    expect(codeOf(await board.attempt({ ...content, seats: shared }))).toBe("seats-share-members");
    const proposal = await board.propose(content);
    ({ council } = proposal);
    expect(codeOf(await board.attempt(content))).toBe("council-name-taken");
    expect(await here.see(councilList, {}, people.vic)).toMatchObject({
      items: [{ id: council, version: null, proposed: true }],
      nextCursor: null,
    });
    for (const none of [
      { q: "nobody's" },
      { state: "complete" },
      { tier: "low" },
      { cursor: council },
    ] as const)
      expect((await here.see(councilList, none, people.vic)).items).toEqual([]);
    for (const one of [{ q: content.name.toUpperCase() }, { state: "proposed" }, { limit: 1 }] as const)
      expect((await here.see(councilList, one, people.vic)).items).toHaveLength(1);
    expect(codeOf(await board.sign(people.dara, "data-science", proposal))).toBe("no-such-seat");
    expect((await here.see(homePage, {}, board.sona)).waiting).toMatchObject([
      { kind: "sign-council", council: { id: council }, seat: "security" },
    ]);
    expect(await board.sign(board.sona, "security", proposal)).toMatchObject({ value: { composed: null } });
    expect(await board.sign(people.carla, "compliance", proposal)).toMatchObject({
      value: { composed: 1, state: "published" },
    });
    expect(await streamEnd(4)).toMatchObject([
      { action: "council.proposed", data: { council, version: 1, content } },
      { action: "council.signed", actor: { id: board.sona.id } },
      { action: "council.signed", data: { seat: "compliance" } },
      { action: "council.composed", data: { council, version: 1, digest: proposal.digest } },
    ]);
    const page = await here.see(councilPage, { councilId: council }, people.vic);
    expect(page).toMatchObject({ current: { version: 1 }, tiers: [], proposal: null });
    expect(page.names[people.carla.id]).toBe(people.carla.name);
  });

  it("is signed with a proof for this act alone, and never by its author", async () => {
    const { here, people } = world;
    const change = await board.propose(board.contentOf({ purpose: "Another purpose." }), {
      councilId: council,
      basedOn: 1,
    });
    const { stepUpId } = await present(here, board.sona, {
      act: "sign-policy",
      subjectDigest: change.digest,
    });
    const input = await board.signing(board.sona, "security", change);
    expect(codeOf(await here.attempt(signCouncil, { ...input, stepUpId }, board.sona))).toBe("sign-in-again");
    const author = await board.signing(people.ada, "security", change);
    expect(codeOf(await here.attempt(signCouncil, author, people.ada))).toBe("role-missing");
    const second = board.contentOf({ purpose: "A third." });
    expect(codeOf(await board.attempt(second, { councilId: council, basedOn: 1 }))).toBe("proposal-open");
    const withdrawn = { proposalId: change.proposalId, reason: "Not now." };
    await here.make(withdrawCouncil, withdrawn, people.ada);
    expect(await streamEnd(1)).toMatchObject([{ action: "council.proposal-withdrawn", data: { council } }]);
    const again = await board.propose(second, { councilId: council, basedOn: 1 });
    expect(await board.sign(board.sona, "security", again, "reject")).toMatchObject({
      value: { state: "rejected" },
    });
    expect(await streamEnd(1)).toMatchObject([{ action: "council.rejected", data: { version: 2 } }]);
    expect(codeOf(await board.attempt(second, { councilId: council, basedOn: 2 }))).toBe("council-changed");
    expect(codeOf(await board.attempt(board.contentOf(), { councilId: council, basedOn: 1 }))).toBe(
      "nothing-changed",
    );
  });

  it("is named by a policy only where it exists and has members for what the policy requires", async () => {
    const { here, people } = world;
    const routed = async (councilId: string, seats = SEATS) => {
      const policy = oneCouncil(...seats);
      const routes = policy.routes.map((one) => ({ ...one, councilId }));
      const asked = { basedOn: 1, policy: { ...policy, routes }, reason: "Members sign." };
      return codeOf(await here.attempt(proposePolicy, asked, people.ada));
    };
    expect(await routed(people.ada.id)).toBe("council-unknown");
    expect(await routed(council, [{ function: "security", min: 1 }])).toBe("council-lacks-seat");
    await board.route(council, 1);
    const without = board.contentOf({ seats: board.seats.slice(1) });
    expect(codeOf(await board.attempt(without, { councilId: council, basedOn: 1 }))).toBe(
      "council-lacks-seat",
    );
  });
});

describe("a release that the policy routes to a council", () => {
  it("is signed by its members, and by an alternate only once a member stepped aside", async () => {
    const { here, people } = world;
    const seats = [...board.seats.slice(0, 2), board.seatOf("compliance", [people.carla], [alma])];
    await board.compose(board.contentOf({ seats }), { councilId: council, basedOn: 1 });
    const bystander = await here.person("Bea Stander", ["reviewer"], ["compliance"]);
    const release = await world.submit(2);
    const { sections } = await fileIn(here, release);
    expect(sections.policy.composition).toMatchObject({ council, version: 2 });
    const attempt = async (signer: Person) =>
      codeOf(
        await here.attempt(castVerdict, await signing(here, signer, { release, seat: "compliance" }), signer),
      );
    expect(await attempt(bystander)).toBe("not-on-council");
    expect(await attempt(alma)).toBe("alternate-waits");
    const seat = async () =>
      (await here.see(releasePage, { release }, people.vic)).council.seats.find(
        (one) => one.function === "compliance",
      )!;
    expect((await seat()).candidates).toEqual([people.carla.name]);
    expect((await here.see(homePage, {}, alma)).waiting).toEqual([]);
    expect((await here.see(councilPage, { councilId: council }, alma)).waiting).toMatchObject([
      { release: { number: release }, seats: ["data-science", "engineering", "compliance"] },
    ]);
    await recuse(here, people.carla, release);
    expect((await seat()).candidates).toEqual([alma.name]);
    expect((await here.see(homePage, {}, alma)).waiting).toMatchObject([
      { kind: "sign", seat: "compliance" },
    ]);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    expect(await attempt(bystander)).toBe("not-on-council");
    const asked = (await here.see(councilPage, { councilId: council }, alma)).reviewers;
    expect(asked?.map(({ name, waiting }) => [name, waiting])).toContainEqual([alma.name, 1]);
    await sign(here, alma, { release, seat: "compliance" });
    expect((await fileIn(here, release)).release.state).toBe("approved");
    const page = await here.see(councilPage, { councilId: council }, people.vic);
    expect(page.current?.seats.at(-1)).toMatchObject({ signed: 1, inTime: 1 });
    expect(page.current?.seats.at(-1)?.medianHours).toBeGreaterThan(0);
    expect(page.decided).toMatchObject([{ release: { number: release }, what: "approved" }]);
    // How each signs is for those who sit, the chair and the secretary.
    expect(page.reviewers).toBeNull();
    expect((await here.see(councilPage, { councilId: council }, bystander)).reviewers).toBeNull();
    const { reviewers } = await here.see(councilPage, { councilId: council }, alma);
    const recordOf = ({ id: person }: Person) => reviewers?.find(({ id }) => id === person);
    const nothing = {
      approved: 0,
      changesRequested: 0,
      rejected: 0,
      waiting: 0,
      recused: 0,
      medianHours: null,
    };
    expect(recordOf(people.carla)).toMatchObject({ ...nothing, recused: 1 });
    expect(recordOf(alma)).toMatchObject({ ...nothing, approved: 1, medianHours: expect.any(Number) });
    expect(recordOf(people.dara)).toMatchObject({ functions: ["data-science"], approved: 1, changedMind: 0 });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("keeps who sat when it was submitted; an edit takes who sits now, and voids what was signed", async () => {
    const { here, people } = world;
    const release = await world.submit(3);
    await sign(here, people.dara, { release, seat: "data-science" });
    const seats = [...board.seats.slice(0, 2), board.seatOf("compliance", [alma])];
    await board.compose(board.contentOf({ seats }), { councilId: council, basedOn: 2 });
    const as = async (signer: Person) =>
      codeOf(
        await here.attempt(castVerdict, await signing(here, signer, { release, seat: "compliance" }), signer),
      );
    expect(await as(alma)).toBe("alternate-waits");
    await here.make(editRelease, { release, round: 1 }, people.jonas);
    const { council: standing } = await here.see(releasePage, { release }, people.vic);
    expect(standing.met).toBe(0);
    expect(await as(people.carla)).toBe("not-on-council");
    expect(await as(alma)).toBe("ok");
  });

  it("asks for more than the policy where the council does, never for less", async () => {
    const { here } = world;
    const seats = [...board.seats, board.seatOf("security", [board.sona])];
    await board.compose(board.contentOf({ seats }), { councilId: council, basedOn: 3 });
    const release = await world.submit(3);
    const { seats: due } = await fileIn(here, release);
    expect(due.map((one) => one.function)).toEqual(["data-science", "engineering", "compliance", "security"]);
    await world.approve(release);
    expect((await fileIn(here, release)).release.state).toBe("in-review");
    await sign(here, board.sona, { release, seat: "security" });
    expect((await fileIn(here, release)).release.state).toBe("approved");
  });

  it("stays open, and says so, where nobody who sits can sign any more", async () => {
    const { here, people } = world;
    const release = await world.submit(3);
    const gone = { personId: people.erik.id, function: "engineering", reason: "Moves on." };
    await here.make(removeFunction, gone, people.ada);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.carla, { release, seat: "compliance" });
    await sign(here, board.sona, { release, seat: "security" });
    expect((await fileIn(here, release)).release.state).toBe("in-review");
    const { attention } = await here.see(homePage, {}, people.ada);
    expect(attention.shortCouncils).toMatchObject([{ council: { id: council }, seats: ["engineering"] }]);
    expect(attention.unfillable.at(-1)).toMatchObject({
      release: { number: release },
      seats: ["engineering"],
    });
    await holdOnly(here, people.erik, ["engineering"]);
    await sign(here, people.erik, { release, seat: "engineering" });
    expect((await fileIn(here, release)).release.state).toBe("approved");
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });
});
