import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { EmptyState } from "./empty-state.tsx";
import { EventFeed } from "./event-feed.tsx";
import { because } from "./event-words.ts";
import { ItemList } from "./item-list.tsx";
import { Meter } from "./meter.tsx";
import { Notice } from "./notice.tsx";
import { PageHead, WithRail } from "./page-head.tsx";
import { QrCode } from "./qr-code.tsx";
import { Sheet } from "./sheet.tsx";
import { PageSkeleton } from "./skeleton.tsx";

describe("a meter", () => {
  it.each([
    [5, "5 %", "width:5%"],
    [-3, "0 %", "width:0%"],
    [140, "100 %", "width:100%"],
    [33.4, "33 %", "width:33.4%"],
  ])("at %s says %s", (percent, text, width) => {
    expect(textOf(<Meter percent={percent} label="Traffic" />)).toBe(`Traffic: ${text}`);
    expect(markupOf(<Meter percent={percent} label="Traffic" />)).toContain(width);
  });

  it("says another value where it has one, in the colour of its state", () => {
    expect(textOf(<Meter percent={5} label="Traffic" valueText="5 of 9" />)).toBe("Traffic: 5 of 9");
    expect(markupOf(<Meter percent={5} label="Traffic" tone="fail" />)).toContain("var(--fail)");
    expect(markupOf(<Meter percent={5} label="Traffic" />)).toContain("var(--candidate)");
  });
});

describe("lists", () => {
  it("of items link a title where there is somewhere to go, and leave out what is not there", () => {
    const items = [
      { key: "a", title: "One", tone: "pass", href: "/one", detail: "first", trailing: "now" },
      { key: "b", title: "Two", tone: "fail" },
    ] as const;
    const markup = markupOf(<ItemList items={items} />);
    expect(markup.match(/<a /g)).toHaveLength(1);
    expect(textOf(<ItemList items={items} />)).toBe("One first now Two");
  });

  it("of events say when nothing has happened", () => {
    expect(textOf(<EventFeed events={[]} />)).toBe("Nothing has happened yet");
    const event = {
      id: "e",
      title: "Halted",
      at: "2026-11-20T09:30:15.000Z",
      tone: "fail",
      href: "/audit/7",
    } as const;
    expect(textOf(<EventFeed events={[event]} clock />)).toBe("Halted 09:30:15");
    expect(markupOf(<EventFeed events={[{ ...event, tone: "plain" }]} />)).toContain("var(--line-strong)");
  });

  it("of terms pair each with its value", () => {
    expect(markupOf(<DefinitionList items={[{ term: "Actor", value: "Ada" }]} />)).toMatch(
      /<dt[^>]*>Actor<\/dt><dd[^>]*>Ada<\/dd>/,
    );
  });
});

describe("what frames a page", () => {
  it("names a sheet's landmark by its title", () => {
    const markup = markupOf(<Sheet title="Seats">none</Sheet>);
    const id = /aria-labelledby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`<h2 id="${id}"`);
    expect(
      textOf(
        <Sheet title="Seats" provenance="2 of 3 met">
          x
        </Sheet>,
      ),
    ).toBe("Seats 2 of 3 met x");
  });

  it("has one heading, with what is said and done beside it", () => {
    const head = <PageHead title="Audit" marks="mark" lede="Every change." actions="act" />;
    expect(textOf(head)).toBe("mark Audit Every change. act");
    expect(markupOf(head).match(/<h1/g)).toHaveLength(1);
  });

  it("names the rail, and reads it after the reader's own action", () => {
    const rail = (
      <WithRail rail="who" railLabel="Who signs" pinned="yours">
        what
      </WithRail>
    );
    expect(markupOf(rail)).toContain('<aside aria-label="Who signs"');
    expect(textOf(rail)).toBe("yours who what");
  });

  it("interrupts only where it is told to", () => {
    expect(markupOf(<Notice tone="fail" title="Stopped." role="alert" />)).toContain('role="alert"');
    expect(markupOf(<Notice tone="fail" title="Stopped." />)).not.toContain("role=");
    expect(
      textOf(
        <EmptyState title="Nothing" action="Add one">
          Yet.
        </EmptyState>,
      ),
    ).toBe("Nothing Yet. Add one");
    expect(markupOf(<PageSkeleton />)).toContain('aria-label="Loading"');
  });
});

it("a reason follows what was done, without its full stop", () => {
  expect([because("Too slow."), because("Too slow"), because(undefined), because("")]).toEqual([
    ": Too slow",
    ": Too slow",
    "",
    "",
  ]);
});

it("a code to scan is dark on white with a margin of four, and changes with its text", () => {
  const code = (text: string) => markupOf(<QrCode text={text} label="The app's key" />);
  expect(code("a")).toMatch(/viewBox="-4 -4 29 29".*fill="#fff".*fill="#000"/);
  expect(code("a")).not.toBe(code("b"));
  expect(code("a")).toContain('role="img"');
});
