import { expect, it } from "vitest";
import { oneOf } from "./one-of.ts";

it("narrows a value to the listed ones and throws for any other", () => {
  expect(oneOf(["open", "closed"], "open")).toBe("open");
  expect(() => oneOf(["open", "closed"], "ajar")).toThrow("ajar is none of open, closed");
});
