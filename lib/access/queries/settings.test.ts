import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOfToken } from "#lib/access/admission/caller-of-token.ts";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { closeSession } from "#lib/access/commands/close-session.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { personList } from "./person-list.ts";
import { tokenList } from "./token-list.ts";

let here: TestWorkspace;
let admin: Person;
let mira: Person;
let priya: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
  priya = await here.person("Priya Nair", ["data-scientist"]);
});
afterAll(() => here?.close());

const names = (page: { items: readonly { name: string }[] }) => page.items.map((item) => item.name);

describe("people", () => {
  it("are listed by name with their rights and open sessions", async () => {
    const { items, nextCursor } = await here.see(personList, {}, admin);
    expect(nextCursor).toBeNull();
    expect(items.map(({ name, openSessions }) => [name, openSessions])).toEqual([
      ["Ada Berg", 1],
      ["Mira Okafor", 1],
      ["Priya Nair", 1],
    ]);
    expect(items[1]).toMatchObject({
      id: mira.id,
      email: "mira.okafor@example.com",
      roles: ["reviewer"],
      functions: ["security"],
      disabledAt: null,
    });
  });

  it("are paged, each listed once", async () => {
    const first = await here.see(personList, { limit: 2 }, admin);
    expect(names(first)).toEqual(["Ada Berg", "Mira Okafor"]);
    const second = await here.see(personList, { limit: 2, cursor: first.nextCursor }, admin);
    expect(names(second)).toEqual(["Priya Nair"]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ["mira", ["Mira Okafor"]],
    ["OKAFOR@", ["Mira Okafor"]],
    ["priya.nair@", ["Priya Nair"]],
    ["%", []],
    ["_", []],
  ])("are found by %s", async (q, found) => {
    expect(names(await here.see(personList, { q }, admin))).toEqual(found);
  });

  it("are visible to admins and auditors only", async () => {
    expect(await here.ask(personList, {}, mira)).toMatchObject({ error: { code: "role-missing" } });
  });

  it("change roles, and the log records the old and the new", async () => {
    await here.make(
      assignPerson,
      {
        personId: mira.id,
        roles: ["reviewer", "auditor"],
        ...(await provenFor(here, admin, "assign-person", mira.id)),
      },
      admin,
    );
    const { items } = await here.see(personList, { q: "mira" }, admin);
    expect(items[0]).toMatchObject({ roles: ["reviewer", "auditor"], functions: ["security"] });
    const events = await here.eventsOf(`person/${mira.id}`);
    const [invited, assigned] = [events[0], events.at(-1)];
    expect(invited).toMatchObject({
      action: "person.invited",
      actor: { type: "system" },
      data: { roles: ["reviewer"] },
      details: { person: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(assigned).toMatchObject({
      action: "person.assigned",
      actor: { type: "user", id: admin.id },
      data: {
        roles: ["reviewer", "auditor"],
        functions: ["security"],
        rolesBefore: ["reviewer"],
        functionsBefore: ["security"],
      },
    });
  });

  it("leave: their sessions end, their row stays", async () => {
    await here.make(disablePerson, { personId: priya.id, reason: "changed teams" }, admin);
    const { items } = await here.see(personList, { q: "priya" }, admin);
    expect(items[0]).toMatchObject({ openSessions: 0, disabledAt: here.clock.now.toISOString() });
    const events = await here.eventsOf(`person/${priya.id}`);
    expect(events.at(-1)).toMatchObject({
      action: "person.disabled",
      details: { reason: expect.any(String) },
    });
    expect(JSON.stringify(events)).not.toContain("changed teams");
    expect(await here.attempt(disablePerson, { personId: priya.id, reason: "again" }, admin)).toMatchObject({
      error: { code: "person-disabled" },
    });
  });

  it("keep one admin, who cannot disable themselves", async () => {
    const demoted = { personId: admin.id, roles: ["viewer"], functions: [] };
    expect(await here.attempt(assignPerson, demoted, here.system)).toMatchObject({
      error: { code: "last-admin" },
    });
    expect(await here.attempt(disablePerson, { personId: admin.id, reason: "x" }, admin)).toMatchObject({
      error: { code: "not-oneself" },
    });
  });

  it("sign out, and no longer count an open session", async () => {
    await here.make(closeSession, { sessionId: mira.sessionId }, here.system);
    const { items } = await here.see(personList, { q: "mira" }, admin);
    expect(items[0]).toMatchObject({ openSessions: 0 });
    const events = await here.eventsOf(`session/${mira.sessionId}`);
    expect(events.map((event) => event.action)).toEqual(["session.opened", "session.closed"]);
    expect(events[0]).toMatchObject({ targets: [{ type: "person", id: mira.id }] });
  });
});

describe("tokens", () => {
  it("are listed newest first with their state, and never with a secret", async () => {
    const issue = async (name: string, expiresInDays = 30) => {
      const wanted = { name, scopes: ["registry:read"], expiresInDays };
      const proof = await provenFor(here, admin, "issue-token", tokenTerms(wanted));
      return here.make(issueToken, { ...wanted, ...proof }, admin);
    };
    const nightly = await issue("nightly evaluation");
    const serving = await issue("serving");
    const old = await issue("old", 1);
    await here.make(revokeToken, { tokenId: serving.tokenId, reason: "rotated" }, admin);
    expect(await callerOfToken(here.db, nightly.secret, here.clock.now)).toMatchObject({
      name: "nightly evaluation",
    });
    expect(await callerOfToken(here.db, serving.secret, here.clock.now)).toBeNull();
    here.clock.now = new Date(here.clock.now.getTime() + 2 * 24 * 3600_000);
    const { items } = await here.see(tokenList, {}, admin);
    expect(items.map(({ name, state, createdBy }) => [name, state, createdBy])).toEqual([
      ["old", "expired", "Ada Berg"],
      ["serving", "revoked", "Ada Berg"],
      ["nightly evaluation", "active", "Ada Berg"],
    ]);
    expect(items[2]).toMatchObject({ lastUsedAt: expect.any(String), scopes: ["registry:read"] });
    expect(nightly.secret.startsWith(items[2]!.prefix)).toBe(true);
    for (const { secret } of [nightly, serving, old]) expect(JSON.stringify(items)).not.toContain(secret);
    const page = await here.see(tokenList, { limit: 1 }, admin);
    expect(names(await here.see(tokenList, { limit: 5, cursor: page.nextCursor }, admin))).toEqual([
      "serving",
      "nightly evaluation",
    ]);
    expect(await here.eventsOf(`token/${serving.tokenId}`)).toMatchObject([
      {
        action: "token.issued",
        data: { name: "serving", scopes: ["registry:read"], prefix: items[1]!.prefix },
      },
      {
        action: "token.revoked",
        targets: [{ type: "token", id: serving.tokenId }],
        details: { reason: expect.stringMatching(/^[\w-]{43}$/) },
      },
    ]);
  });
});
