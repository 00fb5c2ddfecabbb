import { describe, expect, it } from "vitest";
import { brokenPromises, type Described } from "./api-promises.ts";
import { lostShape } from "./shape.ts";

/** An API of two operations, with every form of input and answer once. */
const described = () => ({
  security: [{ token: [] }, { session: [] }],
  components: {
    schemas: { Problem: { type: "object", required: ["code"], properties: { code: { type: "string" } } } },
  },
  paths: {
    "/things": {
      get: {
        operationId: "thing-list",
        parameters: [
          {
            name: "limit",
            in: "query",
            required: false,
            schema: { type: "integer", minimum: 1, maximum: 100 },
          },
          {
            name: "state",
            in: "query",
            required: false,
            schema: { type: "string", enum: ["draft", "sent"] },
          },
        ],
        responses: { 200: { content: { "application/json": { schema: answer() } } } },
      },
      post: {
        operationId: "open-thing",
        parameters: [],
        requestBody: { required: true, content: { "application/json": { schema: request() } } },
        responses: { 200: { content: { "application/json": { schema: { type: "object" } } } } },
      },
    },
  },
});

const request = () => ({
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: { type: "string", maxLength: 80, pattern: "^[a-z]+$" },
    note: { anyOf: [{ type: "string" }, { type: "null" }] },
    size: { type: "number" },
    rule: {
      oneOf: [
        {
          type: "object",
          required: ["max"],
          properties: { kind: { const: "cap" }, max: { type: "number" } },
        },
        { type: "object", required: [], properties: { kind: { const: "free" } } },
      ],
    },
    tags: { type: "array", maxItems: 5, items: { type: "string" } },
    slices: { type: "object", additionalProperties: { type: "string" } },
  },
});

const answer = () => ({
  type: "object",
  required: ["items", "next"],
  properties: {
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["state"],
        properties: {
          state: { type: "string", enum: ["draft", "sent"] },
          endedAt: { anyOf: [{ type: "string" }, { type: "null" }] },
          size: { type: "number" },
        },
      },
    },
    next: { type: "string" },
  },
});

const DESCRIBED = described();
const LIST = "paths /things get";
const OPEN = "paths /things post";
const TAKEN = `${OPEN} requestBody content application/json schema`;
const ANSWERED = `${LIST} responses 200 content application/json schema`;
const ITEM = `${ANSWERED} properties items items`;

/** What is broken when the document has another value at a place, or none. */
function brokenBy(place: string, value: unknown): string[] {
  const changed: unknown = structuredClone(DESCRIBED);
  const keys = place.split(" ");
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Tree)[key], changed) as Tree;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return brokenPromises(DESCRIBED as unknown as Described, changed as Described);
}
type Tree = Record<string, unknown>;

const TEXT = { type: "string" };
const NUMBER = { type: "number" };
const NULLABLE = { anyOf: [TEXT, { type: "null" }] };
const CAP = { type: "object", required: ["max"], properties: { kind: { const: "cap" }, max: NUMBER } };
const FREE = { type: "object", required: [], properties: { kind: { const: "free" } } };

describe("a description that breaks a promise", () => {
  const cases: [string, string, unknown, string][] = [
    ["a path gone", "paths /things", undefined, "GET /things is gone"],
    ["a method gone", OPEN, undefined, "POST /things is gone"],
    ["another name", `${LIST} operationId`, "list", "is called list now"],
    ["a way in closed", "security", [{ session: [] }], "GET /things no longer admits token"],
    ["a parameter gone", `${LIST} parameters`, [], "query limit is no longer taken"],
    ["a parameter required", `${LIST} parameters 0 required`, true, "query limit is required now"],
    ["a bound drawn in", `${LIST} parameters 0 schema maximum`, 50, "has a lower maximum"],
    ["a value refused", `${LIST} parameters 1 schema enum`, ["draft"], "query state no longer takes sent"],
    ["a body of another type", `${OPEN} requestBody content`, {}, "no longer takes application/json"],
    ["a field required", `${TAKEN} required`, ["name", "size"], "body.size is required now"],
    ["a new field required", `${TAKEN} required`, ["name", "why"], "body.why is required now"],
    ["a field refused", `${TAKEN} properties tags`, undefined, "body.tags is no longer taken"],
    ["another type", `${TAKEN} properties size type`, "integer", "body.size no longer takes number"],
    ["null refused", `${TAKEN} properties note`, TEXT, "body.note variant 2 no longer takes null"],
    ["another pattern", `${TAKEN} properties name pattern`, "^[a-m]+$", 'refuses "'],
    [
      "a named value too long",
      `${LIST} parameters 1 schema`,
      { type: "string", maxLength: 4 },
      "no longer takes draft",
    ],
    ["a longer least", `${TAKEN} properties name minLength`, 2, "has a higher minLength"],
    ["fewer items", `${TAKEN} properties tags maxItems`, 4, "body.tags has a lower maxItems"],
    ["other items", `${TAKEN} properties tags items`, NUMBER, "body.tags[] no longer takes string"],
    [
      "other entries",
      `${TAKEN} properties slices additionalProperties`,
      NUMBER,
      "body.slices.* no longer takes string",
    ],
    ["a kind refused", `${TAKEN} properties rule oneOf`, [CAP], "body.rule variant 2"],
    [
      "a kind that needs more",
      `${TAKEN} properties rule oneOf 1 required`,
      ["kind"],
      "body.rule variant 2.kind is required now",
    ],
    ["an answer gone", `${ANSWERED} properties next`, undefined, "200.next is gone"],
    ["an answer that may be missing", `${ANSWERED} required`, ["items"], "200.next may be missing now"],
    ["an answer that may be null", `${ANSWERED} properties next`, NULLABLE, "200.next may be null now"],
    ["an answer of another type", `${ITEM} properties size`, TEXT, "items[].size may be string now"],
    ["no code", "components schemas Problem properties code", undefined, "Problem.code is gone"],
  ];
  it.each(cases)("%s", (_, place, value, expected) => {
    expect(brokenBy(place, value)).toContainEqual(expect.stringContaining(expected));
  });
});

describe("a description that promises more", () => {
  const cases: [string, string, unknown][] = [
    ["nothing new", `${LIST} operationId`, "thing-list"],
    ["a path", "paths /more", {}],
    ["a field that may be left out", `${TAKEN} properties why`, TEXT],
    ["a field that need not be sent", `${TAKEN} required`, []],
    ["wider bounds", `${TAKEN} properties name maxLength`, 200],
    ["any text", `${TAKEN} properties name pattern`, undefined],
    ["more text", `${TAKEN} properties name pattern`, "^[a-zß]+( [a-z]+)*$"],
    ["any short value", `${LIST} parameters 1 schema`, { type: "string", maxLength: 9, pattern: "^[a-z]+$" }],
    ["another kind", `${TAKEN} properties rule oneOf`, [CAP, FREE, TEXT]],
    ["another value", `${ITEM} properties state enum`, ["draft", "sent", "read"]],
    ["another answer", `${ITEM} properties more`, NUMBER],
    ["whole numbers alone", `${ITEM} properties size type`, "integer"],
    ["never null", `${ITEM} properties endedAt`, TEXT],
  ];
  it.each(cases)("%s", (_, place, value) => expect(brokenBy(place, value)).toEqual([]));
});

describe("the shape of an answer", () => {
  const then = {
    items: [
      { id: "a", ended: null, by: "x" },
      { id: "b", ended: "now" },
    ],
    total: 2,
  };
  it.each([
    ["a property gone", { items: [] }, ["total is gone"]],
    ["another type", { items: [], total: "2" }, ["total was number, is string"]],
    ["an object for a list", { items: {}, total: 2 }, ["items was list, is object"]],
    [
      "a property gone from one of a list",
      { items: [{ id: "a", ended: null }, { ended: null }], total: 2 },
      ["items[].id is gone"],
    ],
    ["the same with more", { items: [{ id: "a", ended: "then", more: 1 }], total: 3, more: [] }, []],
  ])("%s", (_, now, lost) => expect(lostShape(then, now)).toEqual(lost));
});
