import { expect, it } from "vitest";
import { z } from "zod";
import { line } from "./fields.ts";
import { issueWords } from "./issue-words.ts";

const words = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: issueWords }).error?.issues.map(({ message }) => message);

const section = z.strictObject({ at: z.literal("section") });
const release = z.strictObject({ at: z.literal("release") });

it.each([
  [z.string(), undefined, "is missing"],
  [z.string(), 7, "must be text"],
  [z.number(), "7", "must be a number"],
  [z.number().int(), 7.5, "must be a whole number"],
  [z.boolean(), "yes", "must be true or false"],
  [z.array(z.string()), {}, "must be a list"],
  [z.string().max(100), "x".repeat(101), "must have at most 100 characters"],
  [z.string().min(1), "", "must not be empty"],
  [z.string().min(12), "short", "must have at least 12 characters"],
  [z.array(z.string()).max(2000), Array(2001).fill(""), "must have at most 2,000 entries"],
  [z.array(z.string()).min(1), [], "must not be empty"],
  [z.number().max(5), 6, "must be at most 5"],
  [z.number().positive(), 0, "must be more than 0"],
  [z.enum(["low", "limited", "high"]), "huge", "must be low, limited or high"],
  [z.uuid(), "7", "must be an id"],
  [z.number().multipleOf(5), 7, "must be a multiple of 5"],
  [z.strictObject({}), { extra: 1 }, "is not a field of this request"],
  [z.discriminatedUnion("at", [section, release]), { at: "plan" }, "must be section or release"],
  [z.union([z.literal("a"), z.number()]), [], "fits none of the forms that are allowed here"],
  // Words of a field's own come first.
  [line(3), "long", "must have at most 3 characters"],
] as const)("%# says what is wrong with a value", (schema, value, said) => {
  expect(words(schema, value)).toEqual([said]);
});
