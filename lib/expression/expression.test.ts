import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorOf } from "#lib/kernel/result.ts";
import { compile, evaluate, SOURCE_MAX, STEPS_MAX } from "./expression.ts";
import { faultText } from "./fault.ts";
import { shapeOf } from "./shape.ts";
import { readable } from "./value.ts";

const slice = z.object({ name: z.string().max(80), rows: z.int(), worst: z.number().optional() });
const read = z.object({
  model: z.object({ name: z.string().max(40), tier: z.enum(["low", "high"]) }),
  evaluation: z.object({ rows: z.int(), slices: z.array(slice).max(500) }).optional(),
  ready: z.boolean(),
});
const SHAPE = shapeOf(read);

const value = {
  model: { name: "flight-delay", tier: "high" },
  evaluation: {
    rows: 900,
    slices: [
      { name: "night", rows: 120, worst: -0.05 },
      { name: "day", rows: 800, worst: 0.01 },
    ],
  },
  ready: true,
} satisfies z.infer<typeof read>;

const fault = (source: string): string => {
  const refused = errorOf(compile(source, SHAPE));
  return refused ? faultText(refused) : "compiles";
};

function outcome(source: string, given: object = value) {
  const compiled = compile(source, SHAPE);
  if (!compiled.ok) throw new Error(faultText(compiled.error));
  return evaluate(compiled.value, readable(given, SHAPE));
}

describe("an expression that is wrong is refused, and says where", () => {
  it.each([
    ["model.tiers == 'low'", "line 1, column 7: No such key: tiers."],
    ["ready &&\n  model.nmae == 'x'", "line 2, column 9: No such key: nmae."],
    ["evaluation.slices.all(s, s.row > 1)", "line 1, column 28: No such key: row."],
    ["model.tier == 3", /^line 1, column \d+: no such overload: string == int/],
    ["ready &&", "line 1, column 9: Unexpected token: EOF."],
    ["model.tier", "line 1, column 1: This answers with string; a gate answers true or false."],
    ["now > 3", "line 1, column 1: Unknown variable: now."],
    ["has(model.owner)", "line 1, column 5: There is no field owner. There is: name, tier."],
    ["evaluation.slices.all(s, has(s.row))", /column 30: There is no field row\./],
    ["model.tier.matches('(a+)+$')", /Regular expressions are not offered/],
    ["'a'.matches(model.name)", /Regular expressions are not offered/],
    ["timestamp('2026-01-01T00:00:00Z').getHours() > 1", /getHours is not offered/],
    ["dyn(3) == 3", /dyn is not offered/],
    ["type(ready) == bool", /not offered|Unknown variable/],
    ["{'a': ready}['a']", /limit|maxMapEntries|cannot be written/i],
    ["model['tier'] == 'low'", /Only an item of a list is read with \[ \]/],
    ["b'abc' == b'abc'", /Only numbers, texts, true and false/],
    ["model == null", /Only numbers, texts, true and false|no such overload/],
    ["evaluation.slices.all(model, model.rows > 1)", /model is taken/],
    ["evaluation.slices.map(s, s.rows)", /answers with list/],
    ["cel.bind(x, 3, x > 2)", /./],
  ])("%s", (source, said) => expect(fault(source)).toMatch(said));
});

describe("what it says of a value", () => {
  it.each([
    ["model.tier == 'high' && evaluation.rows >= 900", { is: "true" }],
    ["evaluation.slices.all(s, s.worst >= -0.02)", { is: "false" }],
    ["evaluation.slices.exists(s, s.name.startsWith('ni'))", { is: "true" }],
    ["size(evaluation.slices.filter(s, s.rows > 200)) == 1", { is: "true" }],
    ["evaluation.slices.map(s, s.rows)[0] == 120", { is: "true" }],
    ["evaluation.slices[5].rows > 1", { is: "error" }],
    ["evaluation.rows / (evaluation.rows - 900) > 1", { is: "error", reason: "division by zero" }],
    ["9223372036854775807 + evaluation.rows > 0", { is: "error" }],
  ])("%s", (source, said) => expect(outcome(source)).toMatchObject(said));

  it("reading what is not there is missing, and never true", () => {
    const { evaluation, ...without } = value;
    expect(evaluation.slices).toHaveLength(2);
    expect(outcome("evaluation.rows >= 0", without)).toEqual({ is: "missing", path: "evaluation" });
    expect(outcome("evaluation.slices.all(s, s.rows > 1)", without)).toMatchObject({ is: "missing" });
    const unmeasured = { ...value, evaluation: { rows: 1, slices: [{ name: "a", rows: 1 }] } };
    expect(outcome("evaluation.slices.all(s, s.worst > -1.0)", unmeasured)).toEqual({
      is: "missing",
      path: "s.worst",
    });
    expect(outcome("has(evaluation.rows)", without)).toMatchObject({ is: "missing" });
    expect(outcome("!(false) && ready", without)).toEqual({
      is: "true",
    });
  });

  it("the same value gives the same answer", () => {
    const source = "evaluation.slices.all(s, s.worst * 3.0 + 0.1 > 0.3 - 1.0)";
    expect(new Set(Array.from({ length: 50 }, () => JSON.stringify(outcome(source)))).size).toBe(1);
  });

  it("a name that every object inherits is no field", () => {
    expect(fault("model.constructor == model.constructor")).toMatch(/No such key|no field/);
    expect(fault("constructor == 1")).toMatch(/nothing called|Unknown variable/);
    expect(fault("evaluation.slices.all(s, has(s.toString))")).toMatch(/There is no field toString/);
    expect(fault("evaluation.slices.all(s, s.valueOf == s.valueOf)")).toMatch(/No such key|no field/);
    expect(fault("constructor(ready) == 1")).not.toBe("compiles");
    expect(fault("has(model.__proto__)")).toMatch(/There is no field __proto__/);
  });
});

/** Parsed, checked and counted in so many milliseconds at most, however it is written. */
const QUICK_MS = 250;

const nested = (depth: number): string =>
  depth === 0 ? "ready" : `evaluation.slices.all(s${depth}, ${nested(depth - 1)})`;
const doubled = (times: number): string =>
  `['xxxxxxxxxx']${".map(x, x + x)".repeat(times)}.exists(x, x == 'y')`;
const squared = (times: number): string =>
  `[evaluation.slices]${".map(x, x + x)".repeat(times)}.exists(x, size(x) > 1)`;

describe("a hostile expression is refused at once", () => {
  it.each([
    ["nested macros", nested(3)],
    ["many nested macros", nested(12)],
    ["a text that doubles thirty times", doubled(30)],
    ["a text that doubles eighteen times", doubled(18)],
    ["a list that doubles", squared(20)],
    ["deep brackets", `${"(".repeat(900)}ready${")".repeat(900)}`],
    ["deep lists", `${"[".repeat(900)}1${"]".repeat(900)} == []`],
    ["deep negation", `${"!".repeat(1500)}ready`],
    ["a long chain", Array.from({ length: 280 }, () => "ready").join("&&")],
    ["a huge list", `1 in [${Array.from({ length: 900 }, () => 1).join(",")}]`],
    ["too long", `ready || ${" ".repeat(SOURCE_MAX)}ready`],
    ["every slice with every other", "evaluation.slices.all(a, evaluation.slices.all(b, a.worst > b.worst))"],
    ["ternaries", `${"ready ? ready : ".repeat(124)}ready`],
    ["a chain of selections", `model${".name".repeat(390)} == ''`],
  ])("%s", (_, source) => {
    const began = performance.now();
    expect(fault(source)).not.toBe("compiles");
    expect(performance.now() - began).toBeLessThan(QUICK_MS);
  });

  it("whatever compiles runs within its steps, which are few", () => {
    const full = {
      ...value,
      evaluation: {
        rows: 1,
        slices: Array.from({ length: 500 }, (_, i) => ({ name: `${i}`, rows: i, worst: 1 })),
      },
    };
    for (const source of [
      doubled(5),
      "evaluation.slices.filter(s, s.name.contains('9')).map(s, s.name + '!').all(n, n != '')",
    ]) {
      const compiled = compile(source, SHAPE);
      if (!compiled.ok) throw new Error(faultText(compiled.error));
      expect(compiled.value.steps).toBeLessThanOrEqual(STEPS_MAX);
      const began = performance.now();
      evaluate(compiled.value, readable(full, SHAPE));
      expect(performance.now() - began).toBeLessThan(QUICK_MS);
    }
  });
});
