import { expect, it } from "vitest";
import { z } from "zod";
import { offersAt } from "./completion.ts";
import { compile } from "./expression.ts";
import { faultText } from "./fault.ts";
import { findings } from "./findings.ts";
import { shapeOf } from "./shape.ts";
import { readable } from "./value.ts";

const slice = z.object({
  name: z.string().max(80).describe("The part of the traffic"),
  rows: z.int().describe("How many rows"),
  worst: z.number().optional().describe("The worse end of the interval"),
});
const SHAPE = shapeOf(
  z.object({
    tier: z.string().max(20).describe("The model's tier"),
    evaluation: z
      .object({ rows: z.int().describe("Rows in all"), slices: z.array(slice).max(100).describe("Slices") })
      .optional()
      .describe("The newest report"),
  }),
);
const value = {
  tier: "high",
  evaluation: {
    rows: 900,
    slices: [
      { name: "night", rows: 120, worst: -0.05 },
      { name: "day", rows: 800, worst: 0.01 },
    ],
  },
};

function found(source: string, given: object = value) {
  const compiled = compile(source, SHAPE);
  if (!compiled.ok) throw new Error(faultText(compiled.error));
  return findings(compiled.value, readable(given, SHAPE), SHAPE);
}

it("names the items that fail, and of how many", () => {
  expect(found("tier == 'high' && evaluation.slices.all(s, s.worst >= -0.02)")).toEqual([
    {
      part: "evaluation.slices.all(s, s.worst >= -0.02)",
      read: [{ what: "night", value: "rows 120, worst -0.05" }],
      items: { failing: 1, of: 2 },
    },
  ]);
});

it("shows what a comparison read, and what is not there", () => {
  expect(found("evaluation.rows >= 1000 || tier == 'low'")[0]!.read).toEqual([
    { what: "evaluation.rows", value: "900" },
    { what: "tier", value: "high" },
  ]);
  expect(found("evaluation.rows >= 1", { tier: "low" })[0]!.read).toEqual([
    { what: "evaluation.rows", value: "not there" },
  ]);
  expect(found("size(evaluation.slices) > 4 && tier == 'high'")).toMatchObject([
    { part: "size(evaluation.slices) > 4", read: [{ what: "evaluation.slices", value: "2 items" }] },
  ]);
  expect(found("tier == 'high'")).toEqual([]);
});

it.each([
  ["ev", 2, ["evaluation"]],
  ["evaluation.", 0, ["rows", "slices"]],
  ["tier == 'high' && evaluation.ro", 2, ["rows"]],
  ["evaluation.slices.all(s, s.", 0, ["name", "rows", "worst"]],
  ["evaluation.slices.filter(s, s.rows > 1).all(t, t.", 0, []],
  ["evaluation.slices.all(s, s.wo", 2, ["worst"]],
  ["nothing.", 0, []],
  ["constructor.", 0, []],
  ["", 0, ["tier", "evaluation"]],
  ["tier.", 0, []],
])("completes %s", (source, typed, names) => {
  const { typed: there, offers } = offersAt(source, source.length, SHAPE);
  expect([there, offers.map(({ name }) => name)]).toEqual([typed, names]);
});

it("says of an offer what it is and whether it may be missing", () => {
  expect(offersAt("ev", 2, SHAPE).offers).toEqual([
    { name: "evaluation", type: "record, may be missing", says: "The newest report" },
  ]);
});
