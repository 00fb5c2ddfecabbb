import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { proposeFunction } from "#lib/access/commands/propose-function.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { confirmFunction } from "#lib/policy/commands/confirm-function.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { publishOneCouncil, signing, testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let here: TestWorkspace;
let admin: Person;
beforeAll(async () => {
  world = await testWorld();
  ({ here } = world);
  admin = world.people.ada;
});
afterAll(() => here?.close());

/** An account that the admin makes and signs in with themself. */
async function puppet(
  at: TestWorkspace,
  by: Person,
  name: string,
  roles: Role[] = ["reviewer"],
): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`;
  const proof = await provenFor(at, by, "invite-person", email);
  const invited = await at.make(invitePerson, { name, email, roles, ...proof }, by);
  await redeem(at, invited, PASSWORD);
  const { personId } = invited;
  const from = { personId, address: "192.0.2.66", userAgent: "puppet" };
  const { sessionId } = await at.make(openSession, from, at.system);
  return { kind: "person", id: personId, name, workspaceId: at.workspaceId, roles, functions: [], sessionId };
}

const propose = async (at: TestWorkspace, by: Person, { id: personId }: Person, name: BusinessFunction) => {
  const proof = await provenFor(at, by, "propose-function", personId);
  return at.attempt(proposeFunction, { personId, function: name, reason: "Mine.", ...proof }, by);
};
const confirm = async (at: TestWorkspace, by: Person, { id: personId }: Person, name: BusinessFunction) => {
  const proof = await provenFor(at, by, "confirm-function", `${personId}/${name}`);
  return at.attempt(confirmFunction, { personId, function: name, ...proof }, by);
};
const refused = (code: string) => ({ ok: false, error: { code } });

describe("one admin alone", () => {
  it("gives nobody a function with an invitation or an assignment", async () => {
    const invited = { name: "Five", email: "five@puppets.example", roles: ["reviewer"] };
    const proof = await provenFor(here, admin, "invite-person", invited.email);
    const functions = ["security"];
    expect(await here.attempt(invitePerson, { ...invited, functions, ...proof }, admin)).toMatchObject(
      refused("functions-by-two"),
    );
    const { id: personId } = world.people.rhea;
    const again = await provenFor(here, admin, "assign-person", personId);
    const assigned = { personId, roles: ["reviewer"], functions, ...again };
    expect(await here.attempt(assignPerson, assigned, admin)).toMatchObject(refused("functions-by-two"));
  });

  it("is neither reviewer nor holder, however they try", async () => {
    const roles = async (personId: string, wanted: Role[]) => {
      const proof = await provenFor(here, admin, "assign-person", personId);
      return here.attempt(assignPerson, { personId, roles: wanted, ...proof }, admin);
    };
    expect(await roles(admin.id, ["admin", "reviewer"])).toMatchObject(refused("admin-apart"));
    expect(await propose(here, admin, admin, "security")).toMatchObject(refused("admin-apart"));
    expect(await roles(world.people.dara.id, ["admin"])).toMatchObject(refused("admin-apart"));
  });

  it("cannot confirm with a second account, with the same function, or for the account itself", async () => {
    const [one, two] = [await puppet(here, admin, "One"), await puppet(here, admin, "Two")];
    expect(await propose(here, admin, one, "product")).toMatchObject({ ok: true });
    expect(await propose(here, admin, two, "security")).toMatchObject({ ok: true });
    for (const by of [one, two]) expect(await confirm(here, by, one, "product")).toMatchObject({ ok: false });
    // The workspace is founded, so two accounts of one admin do not found it once more.
    expect(await confirm(here, two, one, "product")).toMatchObject(refused("not-another-function"));
    const same = await here.person("Same Function", ["reviewer"], ["product"]);
    expect(await confirm(here, same, one, "product")).toMatchObject(refused("not-another-function"));
  });

  it("does nothing to people without a fresh proof for this act on this subject", async () => {
    const { id: personId } = world.people.rhea;
    const astray = await provenFor(here, admin, "assign-person", world.people.vic.id);
    const wanted = { name: "CI", scopes: ["registry:read"], expiresInDays: 1 };
    for (const proof of [{}, astray]) {
      for (const [command, input] of [
        [assignPerson, { personId, roles: ["viewer"] }],
        [proposeFunction, { personId: world.people.dara.id, function: "product", reason: "Mine." }],
        [issueToken, wanted],
      ] as const)
        expect(await here.attempt(command, { ...input, ...proof }, admin)).toMatchObject({
          error: { code: "sign-in-again", todo: expect.stringContaining(command.name) },
        });
    }
  });
});

describe("a confirmed function", () => {
  it("signs nothing during its waiting time, whatever a clock of the caller says, and then it does", async () => {
    const late = await puppet(here, admin, "Late");
    expect(await propose(here, admin, late, "compliance")).toMatchObject({ ok: true });
    expect(await confirm(here, world.people.erik, late, "compliance")).toMatchObject({ ok: true });
    const release = await world.submit(2);
    const holding: Person = { ...late, functions: ["compliance"] };
    const attempt = async () =>
      here.attempt(castVerdict, await signing(here, holding, { release, seat: "compliance" }), holding);
    expect(await attempt()).toMatchObject(refused("not-of-this-function"));
    const { now } = here.clock;
    here.clock.now = new Date(now.getTime() + 23 * HOUR_MS);
    expect(await attempt()).toMatchObject(refused("not-of-this-function"));
    here.clock.now = new Date(now.getTime() + DAY_MS);
    expect(await attempt()).toMatchObject({ ok: true });
  });

  it("that is removed signs nothing, also with a session that was read before", async () => {
    const { carla } = world.people;
    const release = await world.submit(3);
    const input = await signing(here, carla, { release, seat: "compliance" });
    const { id: personId } = carla;
    await here.make(removeFunction, { personId, function: "compliance", reason: "Left the team." }, admin);
    expect(carla.functions).toEqual(["compliance"]);
    expect(await here.attempt(castVerdict, input, carla)).toMatchObject(refused("not-of-this-function"));
  });
});

describe("SQL as the role of the application", () => {
  const asApp = (statement: string) =>
    withClient(here.database.appUrl, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [here.workspaceId]);
      return client.query(statement);
    });
  const row = (step: number, verb: string, by: string) =>
    `INSERT INTO function_act (workspace_id, person_id, function, step, verb, by_id, at, effective_at) VALUES
     ('${here.workspaceId}', '${world.people.rhea.id}', 'business', ${step}, '${verb}', '${by}', now(),
      ${verb === "confirmed" ? "now()" : "NULL"})`;

  it("cannot keep, confirm alone, change or delete a grant; two forged steps show in the replay", async () => {
    const { rhea, vic } = world.people;
    const byTwo = /proposed by one person and confirmed by another/;
    await expect(asApp(row(1, "kept", admin.id))).rejects.toThrow(byTwo);
    await expect(asApp(row(1, "confirmed", admin.id))).rejects.toThrow(byTwo);
    await asApp(row(1, "proposed", admin.id));
    await expect(asApp(row(2, "confirmed", admin.id))).rejects.toThrow(byTwo);
    await expect(asApp(row(2, "confirmed", rhea.id))).rejects.toThrow(byTwo);
    await expect(asApp("UPDATE function_act SET verb = 'declined'")).rejects.toThrow(/permission denied/);
    await expect(asApp("DELETE FROM function_act")).rejects.toThrow(/permission denied/);
    await asApp(row(2, "confirmed", vic.id));
    const { differences } = await here.see(replay, {}, vic);
    expect(differences).toEqual([`function business of ${rhea.id}: is in the tables but not in the log`]);
  });
});

async function freshPeople(fresh: TestWorkspace) {
  const ada = await fresh.person("Ada Berg", ["admin"]);
  const jonas = await fresh.person("Jonas Lind", ["data-scientist"]);
  await publishOneCouncil(fresh, ada, [{ function: "security", min: 1 }]);
  await addModel(fresh, jonas, "fresh");
  const { number, digest } = await addVersion(fresh, jonas, { model: "fresh", bits: "one" });
  await addReport(fresh, jonas, { model: "fresh", version: number, digest, logLoss: 0.5 });
  const opened = { model: "fresh", version: number, pointer: "production", case: testCase, plan: testPlan };
  const { number: release } = await fresh.make(openRelease, opened, jonas);
  const submitTo = () => fresh.attempt(submitRelease, { release }, jonas);
  const [one, two] = [await puppet(fresh, ada, "Una"), await puppet(fresh, ada, "Duo")];
  return { ada, one, two, submitTo };
}

describe("a workspace that is not founded", () => {
  it("submits nothing above the low tier until two people confirmed each other and their wait is over", async () => {
    const fresh = await testWorkspace("Fresh");
    try {
      const { submitTo, ada, one, two } = await freshPeople(fresh);
      expect(await submitTo()).toMatchObject(refused("not-founded"));
      for (const [person, name] of [
        [one, "security"],
        [two, "compliance"],
      ] as const)
        expect(await propose(fresh, ada, person, name)).toMatchObject({ ok: true });
      expect(await confirm(fresh, one, one, "security")).toMatchObject(refused("not-oneself"));
      expect(await confirm(fresh, one, two, "compliance")).toMatchObject({ ok: true });
      fresh.clock.now = new Date(fresh.clock.now.getTime() + 2 * DAY_MS);
      // Half a founding holds nothing, however long ago.
      expect(await submitTo()).toMatchObject(refused("not-founded"));
      expect(await confirm(fresh, two, one, "security")).toMatchObject({ ok: true });
      expect(await submitTo()).toMatchObject(refused("not-founded"));
      fresh.clock.now = new Date(fresh.clock.now.getTime() + DAY_MS);
      expect(await submitTo()).toMatchObject({ ok: true });
      expect((await fresh.eventsOf(`person/${one.id}`)).at(-1)).toMatchObject({
        action: "function.confirmed",
        actor: { id: two.id },
        data: { function: "security", founding: true, waitHours: 24 },
      });
    } finally {
      await fresh.close();
    }
  });
});
