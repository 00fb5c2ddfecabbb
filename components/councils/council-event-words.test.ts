import { expect, it } from "vitest";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { councilEventWords as words } from "./council-event-words.ts";

const said = { who: "Ada Berg", whom: "somebody", own: false };

it("says what happens to a council by its name, where the entry has it", () => {
  const data = EVENT_DATA["council.proposed"];
  expect(words["council.proposed"].sentence({ ...said, data })).toBe(
    "Ada Berg proposed a council: Model council",
  );
  expect(words["council.proposed"].sentence({ ...said, data: { ...data, version: 3 } })).toBe(
    "Ada Berg proposed composition 3 of Model council",
  );
  expect(words["council.composed"].sentence({ ...said, data: EVENT_DATA["council.composed"] })).toBe(
    "Ada Berg put composition 1 of Model council in force",
  );
  expect(words["council.signed"].sentence({ ...said, data: EVENT_DATA["council.signed"] })).toContain(
    "for Security",
  );
  expect(words["council.rejected"].sentence({ ...said, data: EVENT_DATA["council.rejected"] })).toContain(
    "rejection",
  );
  const left = words["council.proposal-withdrawn"];
  expect(left.sentence({ ...said, data: EVENT_DATA["council.proposal-withdrawn"] })).toContain("withdrew");
  expect(words["council.composed"].subject(EVENT_DATA["council.composed"])).toMatchObject({
    href: `/councils/${EVENT_DATA["council.composed"].council}`,
  });
});
