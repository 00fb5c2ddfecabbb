import { describe, expect, it } from "vitest";
import { SEARCH_KINDS } from "#lib/overview/search.ts";
import type { HitGroup } from "#lib/overview/views/search.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { found } from "#lib/testing/specimens/views/search.ts";
import { findableText, hitLine } from "./hit-words.ts";
import { Marked } from "./marked.tsx";
import { SearchView } from "./search-view.tsx";

const page = (groups: HitGroup[], asked = {}) => (
  <SearchView found={{ groups, searched: [...SEARCH_KINDS] }} asked={{ q: "v2", ...asked }} />
);

describe("what is found", () => {
  it.each([
    ["model", "/models/flight-delay", "flight-delay"],
    ["version", "/models/flight-delay/versions/2", "flight-delay v2"],
    ["release", "/releases/7", "Release 7: flight-delay v2 to production"],
    ["rollout", "/releases/7/rollout", "Rollout 4: flight-delay v2 on production"],
    ["incident", "/incidents/3", "Incident 3: flight-delay v2 rolled back on production"],
    ["person", "/audit?person=0197a1c0-0000-7000-8000-000000000001", "Anna Novak"],
    ["event", "/audit/10482", "Leaf 10,482"],
  ] as const)("%s leads to %s", (kind, href, title) => {
    expect(hitLine(found(kind).hits[0]!)).toMatchObject({ href, title });
  });

  it("is grouped by kind, with its state in the word of every page", () => {
    const text = textOf(page([found("rollout"), found("incident")]));
    expect(text).toMatch(/Rollouts .*Rolled back .*Incidents .*Open/);
    expect(text).not.toContain("Versions Nothing");
  });

  it("says which version is live", () => {
    const hit = found("version").hits[0]!;
    expect(hitLine(hit).look).toBeNull();
    expect(hitLine({ ...hit, kind: "version", liveOn: "production" } as typeof hit).look).toMatchObject({
      word: "Live on production",
    });
  });

  it("marks the words that were typed, whatever their case, as text and never as a pattern", () => {
    const marked = (text: string, query: string) => markupOf(<Marked text={text} query={query} />);
    expect(marked("Flight-delay v2", "flight V2")).toMatch(
      /<mark[^>]*>Flight<\/mark>-delay <mark[^>]*>v2<\/mark>/,
    );
    expect(marked("a.b axb", "a.b").match(/<mark/g)).toHaveLength(1);
    expect(marked("<b>", "<b>")).toContain("&lt;b&gt;");
    expect(marked("text", "")).toBe("text");
  });
});

describe("the page", () => {
  it("leads to the rest of a kind, and pages through one kind alone", () => {
    const more = found("release", undefined, "8");
    expect(markupOf(page([more]))).toContain('href="/search?q=v2&amp;kind=release"');
    expect(textOf(page([more]))).toContain("Releases the first 1");
    const alone = markupOf(page([more], { kind: "release", cursor: "4" }));
    expect(alone).toContain('href="/search?q=v2&amp;kind=release&amp;cursor=8"');
    expect(alone).toContain('href="/search?q=v2&amp;kind=release"');
  });

  it("says what can be found before anything is typed, and how to find more afterwards", () => {
    expect(textOf(page([], { q: "" }))).toContain("Finds models by name");
    expect(textOf(page([], { q: "" }))).not.toContain("Nothing");
    expect(textOf(page([]))).toContain("Nothing matches “v2” Every word must match.");
    expect(findableText(["model"])).not.toContain("people");
  });
});
