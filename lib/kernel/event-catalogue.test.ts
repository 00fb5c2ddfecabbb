import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Catalogue, faultOfEvent, readSaid } from "./event-catalogue.ts";

const boxes = {
  "box.opened": {
    data: z.object({ times: z.int(), by: z.string().exactOptional() }),
    details: z.object({ reason: z.string() }),
  },
  "box.shut": { data: z.object({}) },
} as const satisfies Catalogue;

const event = (type: string, data = {}, more = {}) => ({
  type,
  stream: "box/1",
  targets: [],
  data,
  ...more,
});
const reason = { details: { reason: "Air." } };

describe("the content of an entry", () => {
  it("is its data as recorded", () => {
    const data = { times: 2, later: "of a newer version" };
    expect(readSaid(boxes, "box.opened", data)).toEqual({ type: "box.opened", data });
    expect(readSaid(boxes, "box.shut", undefined)).toEqual({ type: "box.shut", data: {} });
  });

  it("is nothing where the type or the data is unknown", () => {
    expect(readSaid(boxes, "box.opened", { times: "two" })).toBeNull();
    expect(readSaid(boxes, "box.opened", null)).toBeNull();
    expect(readSaid(boxes, "box.painted", {})).toBeNull();
    expect(readSaid(boxes, "toString", {})).toBeNull();
  });
});

describe("an event against its catalogue", () => {
  it("has no fault where data and details fit", () => {
    expect(faultOfEvent(boxes, event("box.opened", { times: 2 }, reason))).toBeNull();
    expect(faultOfEvent(boxes, event("box.shut"))).toBeNull();
  });

  it.each([
    ["box.painted", {}, {}, "is in no catalogue"],
    ["constructor", {}, {}, "is in no catalogue"],
    ["box.opened", { times: 2.5 }, reason, "data.times: "],
    ["box.opened", { times: 2, at: 1 }, reason, "data.at: is not in its schema"],
    ["box.opened", { times: 2 }, {}, "details.reason: "],
    ["box.opened", { times: 2 }, { details: { reason: "Air.", who: "I" } }, "details.who: is not in its"],
    ["box.shut", {}, reason, "has details, but its catalogue defines none"],
  ])("%s %j %j: %s", (type, data, more, fault) => {
    expect(faultOfEvent(boxes, event(type, data, more))).toContain(fault);
  });
});
