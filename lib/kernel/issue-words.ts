import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

/**
 * What a schema found wrong, to complete a field's name: "must have at most 100 characters". Words that the schema gives
 * itself come first; these replace zod's own.
 */
export function issueWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case "too_big":
      return bound(issue.origin, "at most", Number(issue.maximum), issue.inclusive === false);
    case "too_small":
      return bound(issue.origin, "at least", Number(issue.minimum), issue.inclusive === false);
    case "invalid_value":
      return `must be ${one(issue.values.map(String))}`;
    case "invalid_format":
      return `must be ${formats[issue.format] ?? "written in the expected form"}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return "is not a field of this request";
    case "invalid_union":
      // The names that tell the forms apart, where there are such.
      return Array.isArray(issue.options)
        ? `must be ${one(issue.options.map(String))}`
        : "fits none of the forms that are allowed here";
    default:
      return undefined;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "an id",
  url: "an address, like https://example.com",
  email: "an e-mail address",
  datetime: "a moment, like 2026-11-26T20:15:00Z",
};

function bound(origin: string, side: "at most" | "at least", limit: number, exclusive: boolean): string {
  const count = limit.toLocaleString("en-GB");
  if (origin === "string")
    return limit === 1 && side === "at least" ? EMPTY : `must have ${side} ${plural(count, "character")}`;
  if (origin === "array" || origin === "set")
    return limit === 1 && side === "at least"
      ? EMPTY
      : `must have ${side} ${plural(count, "entry", "entries")}`;
  if (!exclusive) return `must be ${side} ${count}`;
  return `must be ${side === "at most" ? "less" : "more"} than ${count}`;
}

const EMPTY = "must not be empty";

const plural = (count: string, one: string, many = `${one}s`): string =>
  `${count} ${count === "1" ? one : many}`;

const one = (values: readonly string[]): string =>
  values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
