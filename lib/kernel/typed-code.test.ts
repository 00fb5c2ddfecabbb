import { expect, it } from "vitest";
import { typedCode } from "./typed-code.ts";

it.each([
  ["as the app shows it", "123 456"],
  ["pasted with what was around it", " \t123456\r\n"],
  ["with a space that does not break", "123\u00a0456"],
  ["with a narrow space", "123\u202f456"],
  ["with a thin space", "123\u2009456"],
  ["in pairs, by hyphens", "12-34-56"],
  ["with a hyphen that does not break", "123\u2011456"],
  ["with a dash", "123 \u2013 456"],
])("takes a code %s", (_, typed) => {
  expect(typedCode(typed)).toBe("123456");
});

it("leaves everything else: a wrong code stays wrong", () => {
  expect(typedCode("123.456")).toBe("123.456");
  expect(typedCode("\u0661\u0662\u0663456")).toBe("\u0661\u0662\u0663456");
});
