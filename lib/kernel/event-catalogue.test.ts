import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Catalogue, faultOfEvent, readSaid } from "./event-catalogue.ts";

const doors = {
  "door.opened": {
    data: z.object({ times: z.int(), by: z.string().exactOptional() }),
    details: z.object({ reason: z.string() }),
  },
  "door.shut": { data: z.object({}) },
} as const satisfies Catalogue;

const event = (type: string, data = {}, more = {}) => ({
  type,
  stream: "door/1",
  targets: [],
  data,
  ...more,
});
const reason = { details: { reason: "Air." } };

describe("the content of an entry", () => {
  it("is its data as recorded", () => {
    const data = { times: 2, later: "of a newer version" };
    expect(readSaid(doors, "door.opened", data)).toEqual({ type: "door.opened", data });
    expect(readSaid(doors, "door.shut", undefined)).toEqual({ type: "door.shut", data: {} });
  });

  it("is null if the type or the data is unknown", () => {
    expect(readSaid(doors, "door.opened", { times: "two" })).toBeNull();
    expect(readSaid(doors, "door.opened", null)).toBeNull();
    expect(readSaid(doors, "door.painted", {})).toBeNull();
    expect(readSaid(doors, "toString", {})).toBeNull();
  });
});

describe("an event against its catalogue", () => {
  it("has no fault if data and details fit", () => {
    expect(faultOfEvent(doors, event("door.opened", { times: 2 }, reason))).toBeNull();
    expect(faultOfEvent(doors, event("door.shut"))).toBeNull();
  });

  it.each([
    ["door.painted", {}, {}, "is in no catalogue"],
    ["constructor", {}, {}, "is in no catalogue"],
    ["door.opened", { times: 2.5 }, reason, "data.times: "],
    ["door.opened", { times: 2, at: 1 }, reason, "data.at: is not in its schema"],
    ["door.opened", { times: 2 }, {}, "details.reason: "],
    ["door.opened", { times: 2 }, { details: { reason: "Air.", who: "I" } }, "details.who: is not in its"],
    ["door.shut", {}, reason, "has details, but its catalogue defines none"],
  ])("%s %j %j: %s", (type, data, more, fault) => {
    expect(faultOfEvent(doors, event(type, data, more))).toContain(fault);
  });
});
