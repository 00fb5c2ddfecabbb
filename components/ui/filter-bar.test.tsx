// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { localText } from "./moment-text.ts";

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
      moments={[
        { name: "from", label: "From", edge: "start" },
        { name: "to", label: "To", edge: "end" },
      ]}
      ticks={[{ name: "without", value: "sign-ins", label: "Without sign-ins" }]}
    />,
    at,
  );
const local = (at: string) => localText(Date.parse(at), Intl.DateTimeFormat().resolvedOptions().timeZone);
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

describe("the filters of a list", () => {
  it("go into the address at once, and start again at the first page", () => {
    const page = bar("/audit?cursor=9&q=ada");
    page.type("Tier", "high");
    expect(page.journey).toEqual(["replace /audit?q=ada&tier=high"]);
  });

  it("offer a text by itself as a choice", () => {
    const filters = [{ name: "model", label: "Model", choices: ["churn", "fraud"] }];
    const page = mounted(<FilterBar filters={filters} />, "/audit");
    page.type("Model", "fraud");
    expect(page.journey).toEqual(["replace /audit?model=fraud"]);
  });

  it("leave the address when they are cleared", () => {
    const page = bar("/audit?tier=high&from=2026-01-01");
    page.type("Tier", "");
    page.type("From", "");
    expect(page.journey).toEqual(["replace /audit?from=2026-01-01", "replace /audit?tier=high"]);
  });

  it("take a moment in the reader's zone, up to the end of its minute, and keep it as an instant", () => {
    const page = bar();
    page.type("From", local("2026-02-01T08:30:00.000Z"));
    page.type("To", local("2026-02-01T09:30:00.000Z"));
    expect(page.journey.map(decodeURIComponent)).toEqual([
      "replace /audit?from=2026-02-01T08:30:00.000Z",
      "replace /audit?to=2026-02-01T09:30:59.999Z",
    ]);
  });

  it("do not overwrite a moment while it is edited", () => {
    const page = bar("/audit?from=2026-02-01T08:30:00.000Z");
    const field = page.screen.getByLabelText<HTMLInputElement>("From");
    field.focus();
    page.type("From", local("2026-02-01T08:03:00.000Z"));
    expect(field.isConnected && document.activeElement === field).toBe(true);
    expect(field.value).toBe(local("2026-02-01T08:03:00.000Z"));
  });

  it("keep a box in the address while it is ticked", () => {
    const page = bar();
    page.tick("Without sign-ins");
    expect(page.journey).toEqual(["replace /audit?without=sign-ins"]);
    const ticked = bar("/audit?without=sign-ins&q=ada");
    ticked.screen.getAllByLabelText("Without sign-ins")[1]!.click();
    expect(ticked.journey).toEqual(["replace /audit?q=ada"]);
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
    expect(["Search person or action", "Tier", "From"].map(value)).toEqual([
      "ada",
      "low",
      local("2026-01-01T00:00:00.000Z"),
    ]);
    expect(document.querySelector("search > form")?.getAttribute("action")).toBe("/audit");
  });

  it("keep the rest of the address where the form is sent without JavaScript, the page aside", () => {
    bar("/audit?tab=files&q=ada&cursor=9");
    const kept = [...document.querySelectorAll<HTMLInputElement>("input[type=hidden]")];
    expect(kept.map(({ name, value }) => [name, value])).toEqual([["tab", "files"]]);
  });
});
