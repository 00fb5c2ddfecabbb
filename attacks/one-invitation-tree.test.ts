import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { oneCouncil, sign, signing } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  // A policy that takes whatever identity there is: then only independence is left.
  const takesAll = { high: [...IDENTITY_LEVELS] };
  world = await testWorld({ ...oneCouncil(...SEATS), people: { identity: takesAll, factorWaitHours: 0 } });
});
afterAll(() => world?.here.close());

/** Somebody of this name, signed in with these functions. */
async function signedIn(id: string, name: string, functions: BusinessFunction[]): Promise<Person> {
  const { here } = world;
  await here.make(assignPerson, { personId: id, roles: ["reviewer"] }, here.system);
  await holdOnly(here, { id }, functions);
  const opened = { personId: id, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opened, here.system);
  const { workspaceId } = here;
  return { kind: "person", id, name, workspaceId, roles: ["reviewer"], functions, sessionId };
}

/** Somebody whom this admin invited, with a link that went through the admin's hands. */
const puppet = (name: string, seat: BusinessFunction, admin: Person) =>
  joined(`${name}@elsewhere.example`, seat, admin);

/** Somebody whom this admin invited, by mail where mail goes there. */
async function joined(email: string, seat: BusinessFunction | null, admin: Person): Promise<Person> {
  const { here } = world;
  const [name = ""] = email.split("@");
  const roles = [seat === null ? ("admin" as const) : ("reviewer" as const)];
  const { stepUpId } = await provenFor(here, admin, "invite-person", email);
  const issued = await here.make(invitePerson, { email, name, roles, stepUpId }, admin);
  await redeem(here, issued, PASSWORD);
  if (seat !== null) return signedIn(issued.personId, name, [seat]);
  const opened = { personId: issued.personId, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opened, here.system);
  const { workspaceId } = here;
  return { kind: "person", id: issued.personId, name, workspaceId, roles, functions: [], sessionId };
}

const attempt = async (release: number, who: Person, seat: BusinessFunction) =>
  world.here.attempt(castVerdict, await signing(world.here, who, { release, seat }), who);
const stateOf = async (release: number) =>
  (await world.here.see(releasePage, { release }, world.people.vic)).state;

describe("an admin with a set of accounts", () => {
  it("fills one seat, not the second", async () => {
    const { ada, dara } = world.people;
    const release = await world.submit(2);
    const [first, second] = [await puppet("eng", "engineering", ada), await puppet("com", "compliance", ada)];
    await sign(world.here, dara, { release, seat: "data-science" });
    await sign(world.here, first, { release, seat: "engineering" });
    expect(await attempt(release, second, "compliance")).toMatchObject({
      error: {
        code: "not-independent",
        message:
          "You and eng, who signed for engineering, do not count as two people: Ada Berg handed over what they sign in with, directly or through others.",
        todo: expect.stringContaining("Carla Diaz"),
      },
    });
    expect(await stateOf(release)).toBe("in-review");
    await sign(world.here, world.people.carla, { release, seat: "compliance" });
    expect(await stateOf(release)).toBe("approved");
  });

  it("who becomes a reviewer does not sign beside somebody whose password they reset", async () => {
    const { here, people } = world;
    const former = await here.person("Fred Former", ["admin"]);
    const { stepUpId } = await provenFor(here, former, "issue-link", people.carla.id);
    const asked = { personId: people.carla.id, reason: "Lost.", stepUpId };
    await redeem(here, await here.make(issueLink, asked, former), PASSWORD);
    const carla = await signedIn(people.carla.id, "Carla Diaz", ["compliance"]);
    const reviewer = await signedIn(former.id, former.name, ["engineering"]);
    const release = await world.submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, carla, { release, seat: "compliance" });
    expect(await attempt(release, reviewer, "engineering")).toMatchObject({
      error: {
        code: "not-independent",
        message: expect.stringContaining("Fred Former reset the access of Carla Diaz"),
      },
    });
  });

  it("does not sign with one beside somebody whom they invited themselves", async () => {
    const { here, people } = world;
    const own = await puppet("eve", "engineering", people.ada);
    const guest = await joined("gus@example.com", "compliance", people.ada);
    const release = await world.submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, own, { release, seat: "engineering" });
    expect(await attempt(release, guest, "compliance")).toMatchObject({
      error: {
        code: "not-independent",
        message: expect.stringMatching(
          /Ada Berg invited gus on \S+, and Ada Berg handed over what eve signs in with, directly or through others/,
        ),
      },
    });
    expect(await stateOf(release)).toBe("in-review");
  });

  it("does not sign themselves beside somebody whom one of them invited", async () => {
    const { here, people } = world;
    const former = await here.person("Finn Former", ["admin"]);
    const second = await joined("pat@elsewhere.example", null, former);
    const guest = await joined("hal@example.com", "compliance", second);
    const reviewer = await signedIn(former.id, former.name, ["engineering"]);
    const release = await world.submit(2);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, guest, { release, seat: "compliance" });
    expect(await attempt(release, reviewer, "engineering")).toMatchObject({
      error: {
        code: "not-independent",
        message: expect.stringMatching(
          /pat invited hal on \S+, and Finn Former handed over what pat signs in/,
        ),
      },
    });
    expect(await stateOf(release)).toBe("in-review");
  });
});
