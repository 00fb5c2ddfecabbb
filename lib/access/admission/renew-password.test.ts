import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSession } from "#lib/access/commands/open-session.ts";
import { passwordMatches } from "#lib/crypto/password-hash.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { PASSWORD, type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { callerOfSession } from "./caller-of-session.ts";
import { checkCredentials } from "./check-credentials.ts";
import { renewPassword } from "./renew-password.ts";

const NEW = "seven quiet lanterns canary";

let here: TestWorkspace;
let mira: Person;
let people = 0;

beforeAll(async () => {
  here = await testWorkspace();
});
beforeEach(async () => {
  mira = await here.person(`Mira Okafor ${"i".repeat(++people)}`, ["reviewer"], ["security"]);
});
afterAll(() => here?.close());

const renew = (currentPassword: string, newPassword: string, later = 0) =>
  renewPassword(
    here.db,
    { currentPassword, newPassword },
    { caller: mira, now: new Date(here.clock.now.getTime() + later) },
  );
const personOf = () => here.db.prisma.person.findUniqueOrThrow({ where: { id: mira.id } });

describe("10: a change of password", () => {
  it("requires the current one, and from then on only the new one signs in", async () => {
    expect(await renew(PASSWORD, NEW)).toEqual({ ok: true, value: { sessionsEnded: 0 } });
    const { email } = await personOf();
    const signIn = (password: string) =>
      checkCredentials(here.db, { email, password, address: "192.0.2.7" }, here.clock.now);
    expect(await signIn(PASSWORD)).toMatchObject({ error: { code: "wrong-credentials" } });
    expect(await signIn(NEW)).toEqual({ ok: true, value: { personId: mira.id } });
  });

  it("ends every other session at once and keeps the current one", async () => {
    const opened = { personId: mira.id, address: "192.0.2.66", userAgent: "curl/8" };
    const others = [
      (await here.make(openSession, opened, here.system)).sessionId,
      (await here.make(openSession, opened, here.system)).sessionId,
    ];
    expect(await renew(PASSWORD, NEW)).toMatchObject({ value: { sessionsEnded: 2 } });
    for (const other of others) expect(await callerOfSession(here.db, other, here.clock.now)).toBeNull();
    expect(await callerOfSession(here.db, mira.sessionId, here.clock.now)).toMatchObject({ id: mira.id });
  });

  it("leaves one event, and neither password is in it or in any row", async () => {
    await renew(PASSWORD, NEW);
    expect(await here.eventsOf(`password/${mira.id}`)).toMatchObject([
      {
        action: "password.changed",
        actor: { type: "user", id: mira.id },
        targets: [{ type: "person", id: mira.id }],
        data: { sessionsEnded: 0 },
      },
    ]);
    const events = await here.eventsOf(`password/${mira.id}`);
    expect(JSON.stringify(events)).not.toMatch(/canary|a password of the tests|argon2/);
  });

  it("with a wrong current password changes nothing, and counts the attempt", async () => {
    const before = await personOf();
    const rows = await everyRow(here.database.ownerUrl, here.workspaceId);
    for (let tries = 0; tries < 6; tries++) await renew(`guess-${tries}`, NEW);
    expect(await renew(PASSWORD, NEW)).toMatchObject({
      error: { kind: "throttled", code: "too-many-tries", retryAfterSeconds: expect.any(Number) },
    });
    expect((await personOf()).passwordHash).toBe(before.passwordHash);
    expect(await everyRow(here.database.ownerUrl, here.workspaceId)).toBe(rows);
    // Nobody is locked out permanently.
    expect(await renew(PASSWORD, NEW, 20 * MINUTE_MS)).toMatchObject({ ok: true });
  });

  it.each([
    ["short", "password-too-short"],
    ["password1234", "password-common"],
    [PASSWORD, "password-unchanged"],
  ])("refuses %s, and does not count it as a wrong try", async (password, code) => {
    for (let tries = 0; tries < 7; tries++)
      expect(await renew(PASSWORD, password)).toMatchObject({
        error: { kind: "invalid", code, field: "newPassword" },
      });
    expect(await passwordMatches(PASSWORD, (await personOf()).passwordHash)).toBe(true);
  });

  it("is for persons only", async () => {
    const token = { kind: "token" as const, id: mira.id, name: "t", workspaceId: here.workspaceId };
    const asked = { currentPassword: PASSWORD, newPassword: NEW };
    const asking = { caller: { ...token, scopes: ["audit:read"] }, now: here.clock.now };
    expect(await renewPassword(here.db, asked, asking)).toMatchObject({ error: { code: "scope-missing" } });
  });
});
