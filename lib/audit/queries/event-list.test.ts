import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeSession } from "#lib/access/commands/close-session.ts";
import { endSessions } from "#lib/access/commands/end-sessions.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import {
  type Person,
  type TestWorkspace,
  testWorkspace,
  workspaceIn,
} from "#lib/testing/worlds/workspace.ts";
import { readAudit } from "../commands/read-audit.ts";
import { eventList } from "./event-list.ts";

let here: TestWorkspace;
let other: TestWorkspace;
let ada: Person;
let ann: Person;
let vic: Person;
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  ann = await here.person("Ann Novak", ["data-scientist"]);
  vic = await here.person("Vic Adeyemi", ["auditor"]);
  await addModel(here, ann, "flight-delay");
  await here.make(endSessions, { personId: ann.id }, ada);
  const at = here.clock.now.toISOString();
  const reading = {
    code: "event-list",
    count: 2,
    firstAt: at,
    lastAt: at,
    what: [],
    addresses: [],
    tried: [],
  };
  const readings = [ann, vic].map(({ id }) => ({ ...reading, doer: { type: "person", id } }));
  await here.make(readAudit, { readings }, here.system);
  await here.make(closeSession, { sessionId: vic.sessionId }, here.system);
  other = await workspaceIn(here.database, "Another House", { now: new Date("2026-11-23T08:00:00.000Z") });
  await other.person("Ann Novak of the other", ["admin"]);
});
afterAll(async () => {
  await other?.db.close();
  await here?.close();
});

const list = async (asked: object, caller: Person = vic) =>
  (await here.see(eventList, { limit: 100, ...asked }, caller)).items;
const actions = async (asked: object) => (await list(asked)).map(({ action }) => action).sort();

describe("the trail of a person", () => {
  it("has what they did and what happened to them, also where the system is the actor", async () => {
    const items = await list({ person: ann.id });
    expect(items.map(({ action }) => action).sort()).toEqual([
      "audit.read",
      "link.issued",
      "link.redeemed",
      "model.created",
      "person.invited",
      "pointer.created",
      "session.opened",
      "sessions.ended",
    ]);
    expect(items.find(({ action }) => action === "session.opened")?.actor.type).toBe("system");
    expect(await actions({ person: vic.id })).toEqual([
      "audit.read",
      "link.issued",
      "link.redeemed",
      "person.invited",
      "session.closed",
      "session.opened",
    ]);
  });

  it("is the same by their name", async () => {
    expect(await actions({ q: "ann nov" })).toEqual(await actions({ person: ann.id }));
  });

  it("can do without sign-ins, but not without sessions that somebody ended", async () => {
    expect(await actions({ person: ann.id, without: "sign-ins" })).toEqual([
      "audit.read",
      "link.issued",
      "link.redeemed",
      "model.created",
      "person.invited",
      "pointer.created",
      "sessions.ended",
    ]);
    expect(
      (await actions({ without: "sign-ins" })).filter((action) => action.startsWith("session.")),
    ).toEqual([]);
  });

  it("narrows to minutes, both ends included", async () => {
    const [created] = await list({ action: "model.created" });
    const at = created!.occurredAt;
    expect(await actions({ from: at, to: at })).toEqual(["model.created"]);
    const after = new Date(Date.parse(at) + 1).toISOString();
    expect(await actions({ person: ann.id, from: after })).not.toContain("model.created");
  });

  it("is only that of this workspace, whatever id is asked for", async () => {
    const theirs = await other.see(
      eventList,
      { person: ann.id, limit: 100 },
      { ...ada, workspaceId: other.workspaceId },
    );
    expect(theirs.items).toEqual([]);
    expect((await list({ q: "Ann" })).every(({ targets }) => targets.length > 0)).toBe(true);
  });
});

describe("a text", () => {
  it.each([
    ["model.cre", ["model.created"]],
    ["POINTER", ["pointer.created"]],
    ["zebra", []],
    ["%", []],
    [
      "son/",
      [
        ...Array<string>(3).fill("link.issued"),
        ...Array<string>(3).fill("link.redeemed"),
        ...Array<string>(3).fill("person.invited"),
        "sessions.ended",
      ],
    ],
  ])("%s finds %j", async (q, found) => {
    expect(await actions({ q })).toEqual(found);
  });

  it("finds a stream, an id of a stream and an event's own id", async () => {
    const [event] = await list({ action: "model.created" });
    const { stream, uid } = event!;
    for (const q of [stream, stream.split("/")[1]!])
      expect(await actions({ q }), q).toContain("model.created");
    expect(await actions({ q: uid })).toEqual(["model.created"]);
  });
});
