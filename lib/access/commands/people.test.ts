import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { checkCredentials } from "#lib/access/admission/check-credentials.ts";
import { factorList } from "#lib/access/queries/factor-list.ts";
import { run } from "#lib/command/run.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Result } from "#lib/kernel/result.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { assignPerson } from "./assign-person.ts";
import { disablePerson } from "./disable-person.ts";
import { enablePerson } from "./enable-person.ts";

let here: TestWorkspace;
let admin: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

describe("a change of a person's rights", () => {
  it("takes effect on their next request", async () => {
    const person = await here.person("Noor Haddad", ["reviewer"], ["product"]);
    const before = await callerOfSession(here.db, person.sessionId, here.clock.now);
    expect(before).toMatchObject({ roles: ["reviewer"], functions: ["product"] });
    const roles = { personId: person.id, roles: ["viewer"] };
    expect(await here.attempt(assignPerson, roles, admin)).toMatchObject({
      error: { code: "sign-in-again" },
    });
    const proof = () => provenFor(here, admin, "assign-person", person.id);
    await here.make(assignPerson, { ...roles, ...(await proof()) }, admin);
    const after = await callerOfSession(here.db, person.sessionId, here.clock.now);
    expect(after).toMatchObject({ roles: ["viewer"], functions: ["product"] });
  });

  it("leaves functions as they are, and says how they are granted", async () => {
    const { id: personId } = await here.person("Kai Berger", ["reviewer"], ["product", "business"]);
    const assign = (more: object) =>
      here.attempt(assignPerson, { personId, roles: ["reviewer", "auditor"], ...more }, here.system);
    expect(await assign({ functions: ["product", "business"] })).toMatchObject({ ok: true });
    expect(await assign({ functions: ["product"] })).toMatchObject({
      error: { code: "functions-by-two", todo: expect.stringContaining("Propose") },
    });
    expect(await assign({ roles: ["admin"] })).toMatchObject({ error: { code: "admin-apart" } });
    expect(await assign({ roles: ["admin", "reviewer"] })).toMatchObject({ error: { code: "admin-apart" } });
  });

  it("is refused for someone outside the workspace", async () => {
    const personId = "0198c0de-0000-7000-8000-000000000000";
    expect(
      await here.attempt(assignPerson, { personId, roles: ["viewer"], functions: [] }, here.system),
    ).toMatchObject({
      error: { kind: "not-found", code: "person-not-found" },
    });
  });
});

describe("the end of a person's access", () => {
  it("ends every session, so that their next request is anonymous", async () => {
    const person = await here.person("Tom Reed", ["reviewer"], ["engineering"]);
    expect(await callerOfSession(here.db, person.sessionId, here.clock.now)).not.toBeNull();
    await here.make(disablePerson, { personId: person.id, reason: "Left the company." }, admin);
    expect(await callerOfSession(here.db, person.sessionId, here.clock.now)).toBeNull();
    const credentials = { email: "tom.reed@example.com", password: PASSWORD, address: "192.0.2.1" };
    expect(await checkCredentials(here.db, credentials, here.clock.now)).toMatchObject({
      error: { code: "wrong-credentials" },
    });
  });

  it("also covers a session row that was missed", async () => {
    const person = await here.person("Una Ward", ["viewer"]);
    await here.make(disablePerson, { personId: person.id, reason: "Left." }, admin);
    await here.db.prisma.session.update({ where: { id: person.sessionId }, data: { endedAt: null } });
    expect(await callerOfSession(here.db, person.sessionId, here.clock.now)).toBeNull();
  });
});

describe("a person whose access ended", () => {
  it("gets it back from an admin who proves presence, as it was, and it is in the log", async () => {
    const person = await here.person("Ben Okoro", ["reviewer"], ["engineering"]);
    const { id: personId } = person;
    const back = async (proof: object = {}) =>
      here.attempt(enablePerson, { personId, ...proof, reason: "Back from leave." }, admin);
    const proof = () => provenFor(here, admin, "enable-person", personId);
    expect(await back(await proof())).toMatchObject({ error: { code: "person-not-disabled" } });
    await here.make(disablePerson, { personId, reason: "Left." }, admin);
    expect(await back()).toMatchObject({ error: { code: "sign-in-again" } });
    expect(await back(await proof())).toMatchObject({ ok: true });
    const credentials = { email: "ben.okoro@example.com", password: PASSWORD, address: "192.0.2.1" };
    expect(await checkCredentials(here.db, credentials, here.clock.now)).toMatchObject({ ok: true });
    expect(await callerOfSession(here.db, person.sessionId, here.clock.now)).toBeNull();
    expect((await here.eventsOf(`person/${personId}`)).at(-1)).toMatchObject({
      action: "person.enabled",
      actor: { type: "user", id: admin.id },
      targets: [{ type: "person", id: personId }],
      details: { reason: expect.any(String) },
    });
    const { changes } = await here.see(factorList, {}, person);
    expect(changes[0]).toMatchObject({ action: "person.enabled", byYou: false });
  });

  it("is given no roles meanwhile", async () => {
    const { id: personId } = await here.person("Nils Roth", ["viewer"]);
    await here.make(disablePerson, { personId, reason: "Left." }, admin);
    const given = { personId, roles: ["reviewer"] };
    expect(await here.attempt(assignPerson, given, here.system)).toMatchObject({
      error: { kind: "illegal", code: "person-disabled" },
    });
  });
});

describe("the last admin", () => {
  it("stays an admin, also after another admin's access has ended", async () => {
    const place = await testWorkspace();
    try {
      const first = await place.person("First Admin", ["admin"]);
      const second = await place.person("Second Admin", ["admin"]);
      await place.make(disablePerson, { personId: second.id, reason: "Left." }, first);
      const demotion = { personId: first.id, roles: ["viewer"], functions: [] };
      expect(await place.attempt(assignPerson, demotion, place.system)).toMatchObject({
        error: { code: "last-admin" },
      });
      expect(
        await place.attempt(disablePerson, { personId: first.id, reason: "By the system." }, place.system),
      ).toMatchObject({ error: { code: "last-admin" } });
    } finally {
      await place.close();
    }
  });

  it.each(["demote", "disable"] as const)("remains when two admins %s each other at once", async (how) => {
    const place = await testWorkspace();
    try {
      for (const round of "abcde") {
        await inWorkspace(place.db, place.workspaceId, (tx) =>
          tx.membership.updateMany({ data: { roles: ["viewer"] } }),
        );
        const left = await place.person(`Left ${round}`, ["admin"]);
        const right = await place.person(`Right ${round}`, ["admin"]);
        const against = (by: Person, personId: string): Promise<Result<unknown, unknown>> =>
          how === "demote"
            ? run(
                place.db,
                assignPerson,
                { personId, roles: ["viewer"], functions: [] },
                { caller: place.system },
              )
            : run(place.db, disablePerson, { personId, reason: "A quarrel." }, { caller: by });
        const outcomes = await Promise.all([against(left, right.id), against(right, left.id)]);
        expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
        expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ error: { code: "last-admin" } });
      }
    } finally {
      await place.close();
    }
  });
});
