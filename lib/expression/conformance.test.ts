import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";
import { Environment, evaluate } from "@marcbachmann/cel-js";
import { expect, it } from "vitest";

/** CEL's own conformance cases, as the specification publishes them, on the library that this folder uses. */

type Value = { readonly [kind: string]: unknown };
type Case = {
  readonly name?: string;
  readonly expr: string;
  readonly value?: Value;
  readonly evalError?: unknown;
  readonly typeEnv?: unknown;
  readonly container?: string;
  readonly checkOnly?: boolean;
  readonly typedResult?: unknown;
  readonly bindings?: Readonly<Record<string, { readonly value?: Value }>>;
};
type Suite = typeof tests;

/** What an expression of a policy can contain is in these; the others are of protobuf messages and of extensions. */
const SUITES = [
  "basic",
  "comparisons",
  "conversions",
  "fields",
  "fp_math",
  "integer_math",
  "lists",
  "logic",
  "macros",
  "parse",
  "plumbing",
  "string",
];

const UnsignedInt = evaluate("1u").constructor;

const casesOf = (suite: Suite, path: string): { name: string; test: Case }[] => [
  ...(suite.tests ?? []).map(({ original }) => ({
    name: `${path}/${original.name}`,
    test: original as Case,
  })),
  ...(suite.suites ?? []).flatMap((inner) => casesOf(inner, `${path}/${inner.name}`)),
];

/** A value of the cases as the library takes it. Throws for messages, enumerations and types, which it has none of. */
function given(value: Value): unknown {
  const [[kind, of] = ["", undefined]] = Object.entries(value);
  switch (kind) {
    case "int64Value":
      return BigInt(of as string);
    case "uint64Value":
      return Reflect.construct(UnsignedInt, [BigInt(of as string)]);
    case "doubleValue":
      return Number(of);
    case "stringValue":
    case "boolValue":
      return of;
    case "nullValue":
      return null;
    case "bytesValue":
      return new Uint8Array(Buffer.from(of as string, "base64"));
    case "listValue":
      return ((of as { values?: Value[] }).values ?? []).map(given);
    case "mapValue":
      return new Map(
        ((of as { entries?: { key: Value; value: Value }[] }).entries ?? []).map((entry) => [
          given(entry.key),
          given(entry.value),
        ]),
      );
    default:
      throw new Error(`${kind} is no value here`);
  }
}

/** A result as text: kinds apart, maps in order of their keys. */
function text(value: unknown): string {
  if (typeof value === "bigint") return `int ${value}`;
  if (typeof value === "number") return `double ${Object.is(value, -0) ? 0 : value}`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(text).join(", ")}]`;
  if (value instanceof UnsignedInt) return `uint ${(value as object).valueOf()}`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return `{${entries
    .map(([key, of]) => `${text(key)}: ${text(of)}`)
    .toSorted()
    .join(", ")}}`;
}

function answer({ expr, bindings = {} }: Case): string {
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  const values = Object.entries(bindings).map(([name, { value }]) => [name, given(value!)] as const);
  try {
    return text(environment.evaluate(expr, Object.fromEntries(values)));
  } catch {
    return "error";
  }
}

/** Why the library answers otherwise, by what the case is about; most of it no expression of a policy may contain. */
const DIFFERENCES: readonly (readonly [why: string, about: RegExp])[] = [
  ["bytes have no order, and their escapes are characters", /bytes/],
  [
    "numbers of different kinds are unequal, or of no common type, where both are written out",
    /mixed|_uint|uint_in|conversions\/int\/uint|nest\/funcall|not_eq_list_length/,
  ],
  ["big doubles compare by their nearest whole number, and convert to any", /big_|_range/],
  ["the least whole number can be negated", /int64_min/],
  ["conversions of a time to itself or to a number", /timestamp|identity\/duration/],
  ["has() of a map that is written out, and quoted field names", /map_has|quoted_map_fields/],
  ["names with dots, and keys of maps that CEL refuses", /qualified_identifier/],
  ["both sides of && and || must be truth values, also where one would do", /short_circuit_type/],
  ["a function that nobody declared is an error at once", /unbound|receiver_function_names/],
  ["a number cannot begin with its point", /not_gt_double/],
  ["a macro over an empty list or map that is written out", /all\/list_empty|map_one/],
];

const OF_MESSAGES = /TestAllTypes|google\.protobuf|proto[23]|NestedTestAllTypes|GlobalEnum/;

/** What a case expects; null where it is about messages or about the type alone. */
function expected(test: Case): string | null {
  if (test.checkOnly || test.typedResult || test.container || OF_MESSAGES.test(test.expr)) return null;
  if (test.evalError) return "error";
  try {
    for (const { value } of Object.values(test.bindings ?? {})) given(value!);
    return test.value ? text(given(test.value)) : "true";
  } catch {
    return null;
  }
}

/** How many cases of these suites agree, are of messages, or differ, by why they do. */
function tally(): Record<string, number> {
  const found: Record<string, number> = {};
  const cases = (tests.suites ?? [])
    .filter(({ name }) => SUITES.includes(name))
    .flatMap((suite) => casesOf(suite, suite.name));
  for (const { name, test } of cases) {
    const wanted = expected(test);
    const differs = () => DIFFERENCES.find(([, about]) => about.test(name))?.[0] ?? `${name}: ${test.expr}`;
    const said = wanted === null ? "of messages" : answer(test) === wanted ? "agrees" : differs();
    found[said] = (found[said] ?? 0) + 1;
  }
  return found;
}

it("agrees with CEL's conformance cases but for those that docs/policy.md lists", () => {
  expect(tally()).toMatchInlineSnapshot(`
    {
      "a function that nobody declared is an error at once": 18,
      "a macro over an empty list or map that is written out": 2,
      "a number cannot begin with its point": 1,
      "agrees": 885,
      "big doubles compare by their nearest whole number, and convert to any": 7,
      "both sides of && and || must be truth values, also where one would do": 4,
      "bytes have no order, and their escapes are characters": 24,
      "conversions of a time to itself or to a number": 3,
      "has() of a map that is written out, and quoted field names": 9,
      "names with dots, and keys of maps that CEL refuses": 8,
      "numbers of different kinds are unequal, or of no common type, where both are written out": 17,
      "of messages": 120,
      "the least whole number can be negated": 2,
    }
  `);
});
