import { describe, expect, it } from "vitest";
import { hrefWith, pagerHrefs } from "./href-with.ts";

describe("an address with parameters", () => {
  it.each([
    [{}, "/models"],
    [{ q: undefined, tier: "" }, "/models"],
    [{ q: "flight delay", tier: "high" }, "/models?q=flight+delay&tier=high"],
    [{ q: "a&b=c#d" }, "/models?q=a%26b%3Dc%23d"],
  ])("%j", (params, href) => {
    expect(hrefWith("/models", params)).toBe(href);
  });

  it("leads back only from a later page, and on only where there is more, with the filters kept", () => {
    const filters = { q: "delay" };
    expect(pagerHrefs("/models", { cursor: undefined, nextCursor: null }, filters)).toEqual({
      newerHref: undefined,
      olderHref: undefined,
    });
    expect(pagerHrefs("/models", { cursor: "b", nextCursor: "c" }, filters)).toEqual({
      newerHref: "/models?q=delay",
      olderHref: "/models?q=delay&cursor=c",
    });
    expect(pagerHrefs("/account", { cursor: "b", nextCursor: null }).newerHref).toBe("/account");
  });
});
