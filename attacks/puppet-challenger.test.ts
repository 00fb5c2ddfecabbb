import { afterAll, beforeAll, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { IDENTITY_LEVELS } from "#lib/access/identity-level.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { fileIn } from "#lib/testing/worlds/conditions.ts";
import { answering, challenge, challenged, judge } from "#lib/testing/worlds/discussion.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { holdOnly } from "#lib/testing/worlds/grant-functions.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { sign, testCase } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { SEATS, testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
beforeAll(async () => {
  // A policy that takes whatever identity there is: then only independence is left.
  const people = { identity: { high: [...IDENTITY_LEVELS] }, factorWaitHours: 0 };
  world = await testWorld({ ...challenged(...SEATS), people });
});
afterAll(() => world?.here.close());

/** A reviewer whom the admin invited, with a link that went through the admin's hands. */
async function puppet(name: string, seat: BusinessFunction): Promise<Person> {
  const { here, people } = world;
  const email = `${name}@elsewhere.example`;
  const { stepUpId } = await provenFor(here, people.ada, "invite-person", email);
  const invited = { email, name, roles: ["reviewer"], stepUpId };
  const issued = await here.make(invitePerson, invited, people.ada);
  const { personId } = issued;
  await redeem(here, issued, PASSWORD);
  await here.make(assignPerson, { personId, roles: ["reviewer"] }, here.system);
  await holdOnly(here, { id: personId }, [seat]);
  const opened = { personId, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await here.make(openSession, opened, here.system);
  const { workspaceId } = here;
  return {
    kind: "person",
    id: personId,
    name,
    workspaceId,
    roles: ["reviewer"],
    functions: [seat],
    sessionId,
  };
}

/** A release that this person challenged and its author answered. */
async function answered(by: Person) {
  const { here, people } = world;
  const release = await world.submit(2);
  const raised = await challenge(here, by, { release });
  expect(raised).toMatchObject({ ok: true });
  const of = { release, thread: 1 };
  await answering(here, people.jonas, of);
  return of;
}

const stateOf = async (release: number) => (await fileIn(world.here, release)).release.state;

it("two accounts of one hand neither sign and accept, nor accept and sign", async () => {
  const { here } = world;
  const [engineer, compliance] = [await puppet("eng", "engineering"), await puppet("com", "compliance")];
  const of = await answered(compliance);
  await sign(here, engineer, { release: of.release, seat: "engineering" });
  expect(await judge(here, compliance, of)).toMatchObject({ error: { code: "not-independent" } });
  // An objection needs no independence, and neither does finding an answer wanting.
  expect(await judge(here, compliance, of, false)).toMatchObject({ ok: true });
  const other = await answered(compliance);
  expect(await judge(here, compliance, other)).toMatchObject({ ok: true });
  await expect(sign(here, engineer, { release: other.release, seat: "engineering" })).rejects.toThrow(
    "not-independent",
  );
});

it("whoever lost the function since neither accepts nor rejects the answer", async () => {
  const { here } = world;
  const leaving = await here.person("Lea Leaving", ["reviewer"], ["compliance"]);
  const of = await answered(leaving);
  await holdOnly(here, leaving, ["business"]);
  for (const satisfied of [true, false])
    expect(await judge(here, leaving, of, satisfied)).toMatchObject({
      error: { code: "not-of-this-function" },
    });
});

it("whoever became a contributor since judges nothing, and what they accepted no longer counts", async () => {
  const { here } = world;
  const both = await here.person("Bo Both", ["reviewer", "data-scientist"], ["compliance"]);
  const of = await answered(both);
  await judge(here, both, of);
  const edit = { release: of.release, round: 1, case: { ...testCase, why: "Mine." } };
  await here.make(editRelease, edit, both);
  expect(await judge(here, both, of)).toMatchObject({ error: { code: "contributor-cannot-sign" } });
  await here.make(editRelease, { ...edit, round: 2, case: testCase }, both);
  await world.approve(of.release);
  expect(await stateOf(of.release)).toBe("in-review");
});

it("the application's role takes no challenge out of the tables, and changes none", async () => {
  const { here, people } = world;
  const release = await world.submit(2);
  await challenge(here, people.carla, { release });
  for (const sql of [
    "DELETE FROM release_thread",
    "DELETE FROM thread_act",
    "UPDATE release_thread SET kind = 'thread', seat = NULL",
    "UPDATE thread_act SET verb = 'resolved'",
  ])
    await expect(withClient(here.database.appUrl, (client) => client.query(sql))).rejects.toThrow(
      /permission denied/,
    );
});
