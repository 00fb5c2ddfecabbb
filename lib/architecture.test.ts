import { describe, expect, it } from "vitest";
import { MAY_KNOW } from "#lib/testing/house/floors.ts";
import { OWED } from "#lib/testing/house/owed.ts";
import { EACH_ALONE, type Planted } from "#lib/testing/house/planted.ts";
import { TOGETHER } from "#lib/testing/house/planted-together.ts";
import type { Rule } from "#lib/testing/house/rule.ts";
import { sizesOf } from "#lib/testing/house/rules/sizes.ts";
import { testedIn } from "#lib/testing/house/rules/tested.ts";
import { sourceOf, wholeHouse } from "#lib/testing/house/sources.ts";

const house = wholeHouse();

const faultsIn = (rule: Rule, planted: readonly Planted[]) =>
  rule.check(planted.map(([path, text]) => sourceOf(path, text)));

describe("the house", () => {
  it("was seen whole", () => {
    expect(house.length).toBeGreaterThan(900);
    const seen = new Set(house.map(({ floor }) => floor));
    const expected = Object.keys(MAY_KNOW).filter((floor) => !["generated", "nowhere"].includes(floor));
    expect([...seen].sort()).toEqual(expected.sort());
    console.info("product files, in lines:", sizesOf(house));
    console.table(testedIn(house));
  });

  it.each([...EACH_ALONE, ...TOGETHER])("$name", (rule) => {
    const faults = rule.check(house);
    const owed = OWED[rule.name] ?? [];
    expect(faults.filter(({ path }) => !owed.includes(path))).toEqual([]);
    // What is mended leaves the list.
    expect(owed.filter((path) => !faults.some((fault) => fault.path === path))).toEqual([]);
  });

  it.each(EACH_ALONE)("catches what is planted: $name", (rule, planted) => {
    for (const one of planted) expect(faultsIn(rule, [one]), one.join(": ")).not.toEqual([]);
  });

  it.each(TOGETHER)("catches what is planted: $name", (rule, planted) => {
    expect(faultsIn(rule, planted)).toHaveLength(planted.length);
  });
});
