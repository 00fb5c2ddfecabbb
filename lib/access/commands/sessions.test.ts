import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { HOUR_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { closeSession } from "./close-session.ts";
import { disablePerson } from "./disable-person.ts";
import { openSession } from "./open-session.ts";

let here: TestWorkspace;
let admin: Person;
let mira: Person;

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
  mira = await here.person("Mira Okafor", ["reviewer"], ["security"]);
});
afterAll(() => here?.close());

const from = { address: "192.0.2.7", userAgent: 'curl\n{"level":"fatal"}\u001b[31m' };
const open = async (personId = mira.id) =>
  (await here.make(openSession, { personId, ...from }, here.system)).sessionId;
const callerAt = (sessionId: string, at: Date) => callerOfSession(here.db, sessionId, at);

describe("a session", () => {
  it("is a person with their present rights", async () => {
    const sessionId = await open();
    expect(await callerAt(sessionId, here.clock.now)).toEqual({ ...mira, sessionId });
  });

  it("records its start and its end, but no address or browser", async () => {
    const sessionId = await open();
    await here.make(closeSession, { sessionId }, here.system);
    const events = await here.eventsOf(`session/${sessionId}`);
    expect(events).toMatchObject([
      { action: "session.opened", actor: { type: "system" }, targets: [{ type: "person", id: mira.id }] },
      { action: "session.closed", actor: { type: "system" }, targets: [{ type: "person", id: mira.id }] },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/192\.0\.2\.7|curl/);
  });

  it("ends for every copy of its cookie when it is closed, and stays ended", async () => {
    const [closed, other] = [await open(), await open()];
    await here.make(closeSession, { sessionId: closed }, here.system);
    expect(await callerAt(closed, here.clock.now)).toBeNull();
    expect(await callerAt(other, here.clock.now)).not.toBeNull();
    expect(await here.attempt(closeSession, { sessionId: closed }, here.system)).toMatchObject({
      error: { kind: "gone", code: "session-ended" },
    });
  });

  it("continues while in use, and ends two hours after", async () => {
    const sessionId = await open();
    const start = here.clock.now.getTime();
    for (let minutes = 90; minutes <= 360; minutes += 90)
      expect(await callerAt(sessionId, new Date(start + minutes * MINUTE_MS))).not.toBeNull();
    expect(await callerAt(sessionId, new Date(start + 479 * MINUTE_MS))).not.toBeNull();
    expect(await callerAt(sessionId, new Date(start + (479 + 120) * MINUTE_MS))).toBeNull();
  });

  it("ends after twelve hours of use without a pause", async () => {
    const sessionId = await open();
    const start = here.clock.now.getTime();
    for (let hours = 1; hours < 12; hours++)
      expect(await callerAt(sessionId, new Date(start + hours * HOUR_MS))).not.toBeNull();
    expect(await callerAt(sessionId, new Date(start + 12 * HOUR_MS))).toBeNull();
  });

  it("is not opened for a non-member", async () => {
    const gone = await here.person("Tom Reed", ["viewer"]);
    await here.make(disablePerson, { personId: gone.id, reason: "Left." }, admin);
    for (const personId of [gone.id, "0198c0de-0000-7000-8000-000000000000"])
      expect(await here.attempt(openSession, { personId, ...from }, here.system)).toMatchObject({
        error: { kind: "forbidden", code: "not-a-member" },
      });
  });

  it("is opened and closed by the system only, never by a person or a token", async () => {
    expect(await here.attempt(openSession, { personId: mira.id, ...from }, admin)).toMatchObject({
      error: { code: "role-missing" },
    });
    expect(await here.attempt(closeSession, { sessionId: mira.sessionId }, admin)).toMatchObject({
      error: { code: "role-missing" },
    });
  });

  it("that does not exist has no caller", async () => {
    expect(await callerAt("0198c0de-0000-7000-8000-000000000000", here.clock.now)).toBeNull();
  });
});
