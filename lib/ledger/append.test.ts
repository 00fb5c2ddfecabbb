import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let admin: Person;
beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Ada Berg", ["admin"]);
});
afterAll(() => here?.close());

/** A command that drifted from the catalogue, as untyped code could. */
const drifted = (change: object) =>
  defineCommand({
    name: "end-sessions",
    permission: "sessions:end",
    summary: "End no session",
    input: z.strictObject({}),
    output: z.object({}),
    load: async () => ok(null),
    decide: () => {
      const said = { stream: "person/somebody", targets: [], data: { count: 1 } };
      return ok([{ ...eventOf("sessions.ended", said), ...change }]);
    },
    record: async () => ({}),
  });

describe("the ledger", () => {
  it("accepts an event that matches its catalogue", async () => {
    await here.make(drifted({}), {}, admin);
    expect(await here.eventsOf("person/somebody")).toMatchObject([{ action: "sessions.ended" }]);
  });

  it.each([
    ["a field of another kind", { data: { count: "1" } }, "sessions.ended data.count: "],
    ["a missing field", { data: {} }, "sessions.ended data.count: "],
    ["a field too many", { data: { count: 1, why: "no" } }, "sessions.ended data.why: is not in its schema"],
    ["details nobody knows", { details: { reason: "no" } }, "sessions.ended has details"],
    ["a type nobody knows", { type: "sessions.gilded" }, "sessions.gilded is in no catalogue"],
  ])("refuses %s, and leaves nothing", async (_, change, fault) => {
    const before = await here.eventsOf("person/somebody");
    await expect(here.attempt(drifted(change), {}, admin)).rejects.toThrow(fault);
    expect(await here.eventsOf("person/somebody")).toEqual(before);
  });
});
