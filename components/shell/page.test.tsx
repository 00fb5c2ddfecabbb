import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { Page } from "./page.tsx";

const crumbs = [{ label: "Models", href: "/models" }, { label: "Versions" }, { label: "v2", href: "/here" }];
const page = (props = {}) => (
  <Page crumbs={crumbs} {...props}>
    content
  </Page>
);

describe("a page", () => {
  it("says the way here; only what is behind can be gone back to", () => {
    const markup = markupOf(page());
    expect([...markup.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["/models"]);
    expect(markup).toMatch(/aria-current="page"[^>]*>v2</);
    expect(textOf(page())).toMatch(
      /^Models Versions v2 .*content Countersign\. Times without a zone are in UTC ?\.$/,
    );
  });

  it("leaves room for what is pinned below", () => {
    expect(markupOf(page({ pinnedBelow: true }))).toContain("max-lg:pb-28");
    expect(markupOf(page())).not.toContain("max-lg:pb-28");
  });
});
