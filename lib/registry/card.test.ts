import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardCompleteness } from "./card.ts";
import { TIERS } from "./tier.ts";

const card = `---
tags: [a]
---
# flight-delay v2

## Model details

Logistic regression.

## Intended use

Planning.

## Metrics

| metric | value |
|---|---|

## Training data

\`\`\`
## Environmental impact

Not a heading: it is code.
\`\`\`

## Caveats
`;

describe("a card's completeness", () => {
  it("is judged by the tier", () => {
    expect(cardCompleteness(card, "low")).toEqual({
      asked: ["model details", "intended use", "metrics", "training data"],
      missing: [],
    });
    expect(cardCompleteness(card, "high").missing).toContain("environmental impact");
  });

  it("takes a heading with nothing under it for missing", () => {
    expect(cardCompleteness(card, "limited").missing).toContain("caveats and recommendations");
    expect(cardCompleteness(`${card}\nThe season moves.`, "limited").missing).not.toContain(
      "caveats and recommendations",
    );
  });

  it("finds text under a deeper heading", () => {
    const deep = "## Intended use\n### Direct\n\nPlanning.";
    expect(cardCompleteness(deep, "low").missing).not.toContain("intended use");
  });

  it("never asks less of a higher tier, and misses only what it asks", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: TIERS.length - 2 }), (text, at) => {
        const lower = cardCompleteness(text, TIERS[at]!);
        const higher = cardCompleteness(text, TIERS[at + 1]!);
        expect(higher.asked).toEqual(expect.arrayContaining([...lower.asked]));
        expect(higher.missing).toEqual(expect.arrayContaining([...lower.missing]));
        expect(higher.asked).toEqual(expect.arrayContaining([...higher.missing]));
      }),
    );
  });
});
