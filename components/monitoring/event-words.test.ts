import { expect, it } from "vitest";
import { EVENT_DATA } from "#lib/testing/specimens/event-data.ts";
import { monitoringWords } from "./event-words.ts";

const words = monitoringWords["outcome.corrected"];
const said = (data: object) =>
  words.sentence({
    who: "serving",
    whom: "",
    own: false,
    data: { ...EVENT_DATA["outcome.corrected"], ...data },
  });

it("says how many outcomes were corrected, and where their answers were given", () => {
  expect(said({})).toBe("serving corrected 3 outcomes on production");
  expect(said({ corrected: 1 })).toBe("serving corrected 1 outcome on production");
  const { pointer: _, ...nowhere } = EVENT_DATA["outcome.corrected"];
  expect(words.sentence({ who: "serving", whom: "", own: false, data: nowhere })).toBe(
    "serving corrected 3 outcomes of predictions that have not come",
  );
  expect(words.subject(nowhere)).toEqual({ text: "batch labels-7", href: null });
});
