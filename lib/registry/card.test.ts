import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardCompleteness, withSections } from "./card.ts";
import { TIERS } from "./tier.ts";
import { CARD_LENGTH_MAX, versionFields } from "./version-input.ts";

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

/** One heading per section, as Hugging Face's template or Mitchell et al. write it. */
const SECTION_TITLES = [
  "Intended use",
  "Out-of-scope use",
  "Factors",
  "Metrics",
  "Training data",
  "Evaluation data",
  "Ethical considerations",
  "Caveats and recommendations",
  "Environmental impact",
];

describe("a card's completeness", () => {
  it("depends on the tier", () => {
    expect(cardCompleteness(card, "low")).toEqual({
      asked: ["model details", "intended use", "metrics", "training data"],
      missing: [],
    });
    expect(cardCompleteness(card, "high").missing).toContain("environmental impact");
  });

  it("counts an empty heading as missing", () => {
    expect(cardCompleteness(card, "limited").missing).toContain("caveats and recommendations");
    expect(cardCompleteness(`${card}\nThe season moves.`, "limited").missing).not.toContain(
      "caveats and recommendations",
    );
  });

  it("finds text under a deeper heading", () => {
    const deep = "## Intended use\n### Direct\n\nPlanning.";
    expect(cardCompleteness(deep, "low").missing).not.toContain("intended use");
  });

  it("never requires less of a higher tier, and reports only required sections as missing", () => {
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

  const complete = [...SECTION_TITLES, "Model details"].map(
    (title) => [title, `What ${title} says.`] as const,
  );
  const written = (heading: (title: string, at: number) => string) =>
    complete.map(([title, text], at) => `${heading(title, at + 1)}\n\n${text}\n`).join("\n");

  it.each<[string, (title: string, at: number) => string]>([
    ["plain headings", (title) => `## ${title}`],
    ["underlined headings", (title) => `${title}\n${"-".repeat(title.length)}`],
    ["bold headings", (title) => `## **${title}**`],
    ["headings with an emoji", (title) => `## 🤗 ${title}`],
    ["numbered headings", (title, at) => `## ${at}. ${title}`],
    ["linked headings", (title) => `## [${title}](#x)`],
    ["headings in HTML", (title) => `<h2 align="center">${title}</h2>`],
    ["closed headings", (title) => `## ${title} ##`],
  ])("finds the sections under %s", (_, heading) => {
    expect(cardCompleteness(written(heading), "critical").missing).toEqual([]);
  });

  it("finds none in the head, in code or in a comment", () => {
    const hidden =
      "---\ntags: [a]\nIntended use:\n---\n```\n## Metrics\n\n0.5\n```\n<!--\n## Training data\n\nJanuary.\n-->";
    expect(cardCompleteness(hidden, "low").missing).toEqual(cardCompleteness("", "low").asked);
  });

  it.each(["[More Information Needed]", "<!-- to write -->", "TODO", "tbd.", "…", "---", "![](x.png)"])(
    "takes %s for nothing written",
    (text) => {
      expect(cardCompleteness(`## Metrics\n\n${text}\n`, "low").missing).toContain("metrics");
      expect(cardCompleteness(`## Metrics\n\n${text}\n\nLog-loss 0.5.`, "low").missing).not.toContain(
        "metrics",
      );
    },
  );

  it.each(["None.", "N/A", "Not applicable.", "Unknown."])("takes %s for an answer", (text) => {
    expect(cardCompleteness(`## Metrics\n\n${text}\n`, "low").missing).not.toContain("metrics");
  });
});

describe("sections added for the author", () => {
  it.each(TIERS)("are headings that a %s-tier card is asked for, and count once filled", (tier) => {
    const { asked, missing } = cardCompleteness("", tier);
    expect(missing).toEqual(asked);
    const empty = withSections("", missing);
    expect(cardCompleteness(empty, tier).missing).toEqual(asked);
    const filled = empty.replaceAll(/^## .*$/gm, (heading) => `${heading}\n\nWritten.`);
    expect(cardCompleteness(filled, tier).missing).toEqual([]);
  });

  it("follow what is there", () => {
    expect(withSections("# churn\n", ["metrics", "factors"])).toBe("# churn\n\n## Metrics\n\n## Factors\n\n");
  });
});

it("a card has up to 1 MiB of text", () => {
  expect(versionFields.card.safeParse("x".repeat(CARD_LENGTH_MAX)).success).toBe(true);
  expect(versionFields.card.safeParse("x".repeat(CARD_LENGTH_MAX + 1)).error?.issues[0]?.message).toContain(
    "at most",
  );
});
