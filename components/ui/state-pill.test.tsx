import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { Stated, StateGlyph, StateMark, StatePill, Tag } from "./state-pill.tsx";
import { type Tone, toneBorder, toneClass, toneColor } from "./tone.ts";

const TONES = Object.keys(toneClass) as Tone[];
const iconIn = (markup: string) =>
  /lucide-([a-z-]+)/.exec(markup.replaceAll("lucide lucide-", "lucide-"))?.[1];

describe("a tone", () => {
  it.each(TONES)("%s has a ground, a colour and a border", (tone) => {
    expect(toneClass[tone]).toMatch(/\btext-\S+ bg-\S+/);
    expect(toneColor[tone]).toMatch(/^var\(--[a-z0-9-]+\)$/);
    expect(toneBorder[tone]).toMatch(/\bborder-/);
  });

  it("is told from the others by its ground, apart from what has nothing to say", () => {
    const grounds = TONES.map((tone) => toneClass[tone]);
    expect(new Set(grounds).size).toBe(TONES.length);
    expect(TONES.filter((tone) => toneClass[tone].includes("hatched"))).toEqual(["none"]);
  });
});

describe("a state", () => {
  it.each([
    ["pass", "check"],
    ["fail", "x"],
    ["hold", "hourglass"],
    ["none", "circle-slash"],
    ["yours", "pen-line"],
    ["plain", "circle-dashed"],
  ] as const)("of tone %s is a word with an icon of its own", (tone, icon) => {
    for (const part of [
      <StatePill key="pill" tone={tone}>
        Word
      </StatePill>,
      <StateMark key="mark" tone={tone} />,
      <StateGlyph key="glyph" tone={tone} />,
    ]) {
      const markup = markupOf(part);
      expect(iconIn(markup)).toBe(icon);
      expect(markup).toContain('aria-hidden="true"');
    }
    expect(textOf(<StatePill tone={tone}>Word</StatePill>)).toBe("Word");
  });

  it("takes another icon where its look says so", () => {
    expect(iconIn(markupOf(<Stated look={{ word: "Halted", tone: "fail", icon: "halt" }} />))).toBe(
      "octagon-pause",
    );
    expect(textOf(<Stated look={{ word: "Halted", tone: "fail" }} />)).toBe("Halted");
  });

  it("is hatched where there is no evidence, and nowhere else", () => {
    const hatched = TONES.filter((tone) =>
      markupOf(<StatePill tone={tone}>x</StatePill>).includes("hatched"),
    );
    expect(hatched).toEqual(["none"]);
    expect(markupOf(<StateMark tone="none" />)).toContain("hatched");
  });

  it("is square in lists and round beside a line", () => {
    expect(markupOf(<StateMark tone="pass" square />)).toContain("rounded-md");
    expect(markupOf(<StateMark tone="pass" />)).toContain("rounded-full");
    expect(markupOf(<Tag>normal</Tag>)).not.toContain("<svg");
  });
});
