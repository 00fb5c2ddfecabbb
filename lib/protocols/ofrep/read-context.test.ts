import { describe, expect, it } from "vitest";
import { readContext } from "./read-context.ts";

const read = (body: string) => readContext(new TextEncoder().encode(body));
const forA = { targetingKey: "a", unusable: false };
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("a context", () => {
  it.each([
    ["an attribute twice", '{"context":{"targetingKey":"a","x":1,"x":2}}'],
    ["half a surrogate pair", '{"context":{"targetingKey":"a","x":"\\ud800"}}'],
    ["a NUL", '{"context":{"targetingKey":"a","x":"\\u0000"}}'],
    ["a forbidden name", '{"context":{"targetingKey":"a","__proto__":{"targetingKey":7}}}'],
    ["lists in lists", `{"context":{"targetingKey":"a","x":${nested(20)}}}`],
    ["every type", '{"context":{"targetingKey":"a","x":null,"y":1e999,"z":[true,{}]},"other":7}'],
  ])("is read whatever the attributes hold: %s", (_, body) => {
    expect(read(body)).toEqual(forA);
  });

  it.each(["", "{}", '{"context":null}', '{"context":{}}', '{"context":{"targetingKey":null}}'])(
    "%j has no key",
    (body) => {
      expect(read(body)).toEqual({ targetingKey: undefined, unusable: false });
    },
  );

  it.each([
    ["a number", "7"],
    ["a list", '["a"]'],
    ["an object", "{}"],
    ["too long", JSON.stringify("a".repeat(201))],
    ["half a surrogate pair", '"\\ud800"'],
    ["a NUL", '"\\u0000"'],
  ])("has a key that cannot be one: %s", (_, key) => {
    expect(read(`{"context":{"targetingKey":${key}}}`)).toEqual({ targetingKey: undefined, unusable: true });
  });

  it.each([
    ["no JSON", "{"],
    ["lists in lists without end", `{"context":{"targetingKey":"a","x":${nested(10_000)}}}`],
    ["a list", "[]"],
    ["a context that is a text", '{"context":"a"}'],
    ["a context that is a list", '{"context":[]}'],
    ["a key twice", '{"context":{"targetingKey":"a","targetingKey":"b"}}'],
    ["a context twice", '{"context":{"targetingKey":"a"},"context":{"targetingKey":"b"}}'],
  ])("is none: %s", (_, body) => {
    expect(read(body)).toBeNull();
  });
});
