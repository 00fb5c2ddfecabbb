import { expect, it } from "vitest";
import { EVENTS } from "#lib/overview/events.ts";
import { EVENT_NOUNS } from "./event-nouns.ts";

it("offers every noun that has events, each once and by a name of its own", () => {
  const nouns = new Set(Object.keys(EVENTS).map((type) => type.split(".")[0]));
  expect(EVENT_NOUNS.map(({ value }) => value).sort()).toEqual([...nouns].sort());
  expect(new Set(EVENT_NOUNS.map(({ label }) => label)).size).toBe(nouns.size);
});
