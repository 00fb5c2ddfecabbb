import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { CardCompleteness } from "./card-completeness.tsx";
import { ModelCard } from "./model-card.tsx";

const card = (markdown: string | null) => <ModelCard markdown={markdown} provenance="revision 1" />;

describe("a model card", () => {
  it("shows its head as terms and its body as prose, one heading level down", () => {
    const markup = markupOf(card("---\nlicense: mit\n---\n# Use\n\nOn the day.\n\n## Limits"));
    expect(markup).toMatch(/<dt[^>]*>license<\/dt>.*<dd[^>]*>mit/);
    expect(markup.match(/<h3[^>]*>(Use|Limits)/g)).toHaveLength(2);
    expect(markup).not.toContain("<h1");
  });

  it.each([
    ["long", "word ".repeat(20_000), /longer than 100,000 characters/],
    ["too intricate to be typeset", "> ".repeat(3000), /nests or repeats more markup/],
  ])("is shown as its source where it is %s, with all that its digest covers", (_, body, why) => {
    const whole = `---\nlicense: mit\n---\n${body}THE-END`;
    const text = textOf(card(whole));
    expect(text).toMatch(why);
    expect(text).toContain("THE-END");
    expect(markupOf(card(whole))).toMatch(/<dt[^>]*>license/);
  });

  it("runs none of what it says", () => {
    const markup = markupOf(
      card('<script>alert(1)</script>\n\n<img src="x" onerror="alert(1)">\n\n[a](javascript:alert(1))'),
    );
    const rendered = markup.split('<details class="mt-3')[0]!;
    expect(rendered).not.toMatch(/<script|onerror=|javascript:/);
    expect(markup).not.toMatch(/<script|<img/);
  });

  it("loads no picture and tells links nothing of the reader", () => {
    const markup = markupOf(card("![roc](https://x.org/roc.png) [paper](https://x.org)"));
    expect(markup).not.toContain("<img");
    expect(markup).toContain("[picture: roc]");
    expect(markup).toContain('rel="noreferrer noopener nofollow"');
  });

  it.each([
    ["a block element", "<div>\nDIV-TEXT\n</div>", "DIV-TEXT"],
    ["a table in HTML", "<table><tr><td>CELL-TEXT</td></tr></table>", "CELL-TEXT"],
    ["a summary", "<details><summary>LIMITS</summary>\n\nNot for minors.\n\n</details>", "Not for minors."],
    ["centred Markdown", '<div align="center">\n\n**BADGE**\n\n</div>', "BADGE"],
  ])("shows the text of %s to whoever signs it", (_, markdown, text) => {
    expect(markupOf(card(markdown)).split('<details class="mt-3')[0]).toContain(text);
  });

  it("opens what could be folded away, and scrolls what is too wide", () => {
    const markup = markupOf(card("<details><summary>More</summary>x</details>\n\n| a |\n|---|\n| b |"));
    expect(markup).toMatch(/<details open=""/);
    expect(markup).toMatch(/overflow-x-auto"><table/);
  });

  it("runs right-to-left text from the right", () => {
    expect(markupOf(card("این مدل می\u200cتواند"))).toMatch(/<p dir="auto"/);
  });

  it("says what it leaves out, and gives the source", () => {
    const text = textOf(card("a <!-- for reviewers: skip --> b<script>x()</script>"));
    expect(text).toContain("Not shown: 1 comment, 1 script element.");
    expect(text).toContain("<!-- for reviewers: skip -->");
    expect(textOf(card("All of it."))).not.toContain("Not shown");
  });

  it("says what to do where there is none", () => {
    expect(textOf(card(null))).toContain("This version has no card");
  });
});

describe("a card's completeness", () => {
  const of = (markdown: string, tier: "low" | "critical") =>
    textOf(<CardCompleteness card={{ markdown, revision: 3 }} tier={tier} />);

  it("asks more of a higher tier and names what is missing", () => {
    expect(of("## Intended use\n\nTests.", "low")).toContain("1/4 sections required of a low-tier model.");
    expect(of("## Intended use\n\nTests.", "critical")).toContain("1/10 sections");
    expect(of("## Intended use\n\nTests.", "low")).toContain(
      "Missing: model details, metrics, training data",
    );
  });

  it("names nothing where nothing is missing", () => {
    const whole = ["Model details", "Intended use", "Metrics", "Training data"];
    const text = of(whole.map((title) => `## ${title}\n\nText.`).join("\n\n"), "low");
    expect(text).toContain("4/4");
    expect(text).not.toContain("Missing");
  });
});
