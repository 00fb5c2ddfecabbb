import { expect, it } from "vitest";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import { declarationSentence } from "./declaration-words.ts";

it("a declaration is shown whole", () => {
  expect(declarationSentence(callCost)).toBe(
    "Cost per call, EUR (call-cost): a mean, lower is better, at least 0 EUR, at most 5 EUR.",
  );
  expect(declarationSentence(conversion)).toBe("Conversion (conversion): a share, higher is better.");
});
