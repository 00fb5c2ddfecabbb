import { expect, it } from "vitest";
import { timesTable } from "./times.ts";

it("lists each part with its seconds and the whole, in columns", () => {
  expect(
    timesTable(
      new Map([
        ["types", 8.04],
        ["unit and integration", 341.5],
      ]),
    ),
  ).toBe(
    ["types                   8.0 s", "unit and integration  341.5 s", "all                   349.5 s"].join(
      "\n",
    ),
  );
});
