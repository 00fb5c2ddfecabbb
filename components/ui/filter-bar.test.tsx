// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { FilterBar } from "./filter-bar.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bar = (at = "/audit") =>
  mounted(
    <FilterBar
      search={{ name: "q", placeholder: "person or action" }}
      filters={[
        {
          name: "tier",
          label: "Tier",
          choices: [
            { value: "low", label: "Low" },
            { value: "high", label: "High" },
          ],
        },
      ]}
      dates={[{ name: "from", label: "From" }]}
    />,
    at,
  );
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe("the filters of a list", () => {
  it("go into the address at once, and start again at the first page", () => {
    const page = bar("/audit?cursor=9&q=ada");
    page.type("Tier", "high");
    expect(page.journey).toEqual(["replace /audit?q=ada&tier=high"]);
  });

  it("leave the address when they are cleared", () => {
    const page = bar("/audit?tier=high&from=2026-01-01");
    page.type("Tier", "");
    page.type("From", "2026-02-01");
    expect(page.journey).toEqual([
      "replace /audit?from=2026-01-01",
      "replace /audit?tier=high&from=2026-02-01",
    ]);
  });

  it("wait for a pause in typing, and search for what was typed last, trimmed", () => {
    const page = bar();
    page.type("Search person or action", "ad");
    wait(200);
    page.type("Search person or action", " ada ");
    wait(249);
    expect(page.journey).toEqual([]);
    wait(1);
    expect(page.journey).toEqual(["replace /audit?q=ada"]);
  });

  it("show what the address says", () => {
    const { screen } = bar("/audit?q=ada&tier=low&from=2026-01-01");
    const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
    expect(["Search person or action", "Tier", "From"].map(value)).toEqual(["ada", "low", "2026-01-01"]);
    expect(document.querySelector("search > form")?.getAttribute("action")).toBe("/audit");
  });

  it("keep the rest of the address where the form is sent without JavaScript, the page aside", () => {
    bar("/audit?tab=files&q=ada&cursor=9");
    const kept = [...document.querySelectorAll<HTMLInputElement>("input[type=hidden]")];
    expect(kept.map(({ name, value }) => [name, value])).toEqual([["tab", "files"]]);
  });
});
