import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { ownSessions } from "#lib/access/queries/own-sessions.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { endSession } from "./end-session.ts";
import { endSessions } from "./end-sessions.ts";
import { issueToken } from "./issue-token.ts";
import { openSession } from "./open-session.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

let here: TestWorkspace;
let admin: Person;
let tom: Person;
let mira: Person;
let people = 0;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
  tom = await here.person("Tom Reed", ["auditor"]);
});
beforeEach(async () => {
  mira = await here.person(`Mira Okafor ${"i".repeat(++people)}`, ["reviewer"], ["security"]);
});
afterAll(() => here?.close());

const open = async (person = mira, address = "192.0.2.9") =>
  (await here.make(openSession, { personId: person.id, address, userAgent: FIREFOX }, here.system)).sessionId;
const standing = async (sessionId: string) =>
  (await callerOfSession(here.db, sessionId, here.clock.now)) !== null;

describe("12: one's own sessions", () => {
  it("are listed newest first with device and address, the current one marked", async () => {
    const other = await open();
    const { items, nextCursor } = await here.see(ownSessions, {}, mira);
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      { id: other, device: "Firefox on Linux", address: "192.0.2.9", current: false },
      { id: mira.sessionId, device: "An unknown program", address: "192.0.2.7", current: true },
    ]);
    expect(items[0]!.signedInAt > items[1]!.signedInAt).toBe(true);
  });

  it("show how the person signed in and whether the second factor is still missing", async () => {
    const other = await open();
    const { id } = mira;
    await here.db.prisma.session.update({
      where: { id: mira.sessionId },
      data: { method: "totp", secondFactorAt: here.clock.now },
    });
    await here.db.prisma.secondFactor.create({
      data: {
        id: other,
        personId: id,
        kind: "totp",
        name: "phone",
        createdAt: here.clock.now,
        sealedSecret: Buffer.from("sealed"),
        lastStep: 1,
      },
    });
    const { items } = await here.see(personSessions, { personId: id }, admin);
    expect(items).toMatchObject([
      { id: other, method: "password", lacks: "give" },
      { id: mira.sessionId, method: "totp", lacks: null },
    ]);
  });

  it("are listed page by page, each once, without ended ones", async () => {
    const opened = [mira.sessionId, await open(), await open(), await open()];
    await here.make(endSession, { sessionId: opened.splice(1, 1)[0] }, mira);
    const first = await here.see(ownSessions, { limit: 2 }, mira);
    const second = await here.see(ownSessions, { limit: 2, cursor: first.nextCursor }, mira);
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(opened.reverse());
    expect(second.nextCursor).toBeNull();
  });

  it("cannot be seen by a token", async () => {
    const input = { name: "t", scopes: ["registry:read"], expiresInDays: 1, responsibleId: mira.id };
    const { tokenId } = await here.make(issueToken, input, here.system);
    const token = { kind: "token" as const, id: tokenId, name: "t", workspaceId: here.workspaceId };
    expect(await here.ask(ownSessions, {}, { ...token, scopes: ["registry:read"] })).toMatchObject({
      error: { code: "scope-missing" },
    });
  });

  it("end one by one, immediately and permanently, and the log names who ended them", async () => {
    const [ended, other] = [await open(), await open()];
    await here.make(endSession, { sessionId: ended }, mira);
    expect([await standing(ended), await standing(other), await standing(mira.sessionId)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await here.eventsOf(`session/${ended}`)).toMatchObject([
      { action: "session.opened" },
      {
        action: "session.ended",
        actor: { type: "user", id: mira.id },
        targets: [{ type: "person", id: mira.id }],
      },
    ]);
    expect(await here.attempt(endSession, { sessionId: ended }, mira)).toMatchObject({
      error: { kind: "gone", code: "session-ended" },
    });
  });

  it("end all together except the current one, in one event with their number", async () => {
    const others = [await open(), await open(), await open()];
    expect(await here.make(endSessions, { personId: mira.id }, mira)).toEqual({ ended: 3 });
    for (const other of others) expect(await standing(other)).toBe(false);
    expect(await standing(mira.sessionId)).toBe(true);
    expect((await here.eventsOf(`person/${mira.id}`)).at(-1)).toMatchObject({
      action: "sessions.ended",
      actor: { type: "user", id: mira.id },
      data: { count: 3 },
    });
    expect(await here.attempt(endSessions, { personId: mira.id }, mira)).toMatchObject({
      error: { kind: "illegal", code: "no-session" },
    });
  });
});

describe("12: another person's sessions", () => {
  it("are visible to admins and auditors only", async () => {
    const other = await open();
    for (const reader of [admin, tom]) {
      const { items, person } = await here.see(personSessions, { personId: mira.id }, reader);
      expect(items.map((item) => [item.id, item.current])).toEqual([
        [other, false],
        [mira.sessionId, false],
      ]);
      expect(person).toMatchObject({ id: mira.id, name: mira.name, roles: ["reviewer"], disabledAt: null });
    }
    expect(await here.ask(personSessions, { personId: admin.id }, mira)).toMatchObject({
      error: { code: "role-missing" },
    });
  });

  it("can be ended by an admin, singly or all; the admin's own stays", async () => {
    const [one, two] = [await open(), await open()];
    await here.make(endSession, { sessionId: one }, admin);
    expect([await standing(one), await standing(two)]).toEqual([false, true]);
    expect(await here.make(endSessions, { personId: mira.id }, admin)).toEqual({ ended: 2 });
    expect([await standing(two), await standing(mira.sessionId)]).toEqual([false, false]);
    expect(await standing(admin.sessionId)).toBe(true);
    expect((await here.eventsOf(`session/${one}`)).at(-1)).toMatchObject({ actor: { id: admin.id } });
  });

  it("cannot be ended by anyone else, to whom they do not appear to exist", async () => {
    const stranger = "0198c0de-0000-7000-8000-000000000000";
    for (const caller of [tom, mira])
      for (const sessionId of [admin.sessionId, stranger])
        expect(await here.attempt(endSession, { sessionId }, caller)).toMatchObject({
          error: { kind: "not-found", code: "session-not-found" },
        });
    expect(await here.attempt(endSessions, { personId: admin.id }, mira)).toMatchObject({
      error: { kind: "forbidden", code: "role-missing" },
    });
    expect(await standing(admin.sessionId)).toBe(true);
  });

  it("are neither listed nor counted once expired", async () => {
    const idle = await open();
    here.clock.now = new Date(here.clock.now.getTime() + 118 * MINUTE_MS);
    await callerOfSession(here.db, mira.sessionId, here.clock.now);
    here.clock.now = new Date(here.clock.now.getTime() + 3 * MINUTE_MS);
    const { items } = await here.see(personSessions, { personId: mira.id }, admin);
    expect(items.map((item) => item.id)).toEqual([mira.sessionId]);
    expect(await here.attempt(endSession, { sessionId: idle }, admin)).toMatchObject({
      error: { code: "session-ended" },
    });
  });
});
