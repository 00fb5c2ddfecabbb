// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { type TabLink, Tabs } from "./tabs.tsx";

const three: readonly TabLink[] = [
  { href: "/m", label: "Versions", count: 2 },
  { href: "/m/live", label: "Live" },
  { href: "/m/metrics", label: "Metrics", count: 0 },
];
const tabs = (at = "/m/live", links = three) => mounted(<Tabs label="Views of m" tabs={links} />, at).screen;

describe("tabs", () => {
  it("are links, the one of the address marked", () => {
    const links = tabs().getAllByRole("link");
    expect(links.map((link) => [link.getAttribute("href"), link.getAttribute("aria-current")])).toEqual([
      ["/m", null],
      ["/m/live", "page"],
      ["/m/metrics", null],
    ]);
  });

  it("are marked by the page where it knows better than the path", () => {
    const links = tabs("/m", [
      { href: "/m", label: "Versions", current: false },
      { href: "/m?tab=live", label: "Live", current: true },
    ]).getAllByRole("link");
    expect(links.map((link) => link.getAttribute("aria-current"))).toEqual([null, "page"]);
  });

  it("count what they hold, also nothing", () => {
    expect(tabs().getByRole("navigation", { name: "Views of m" }).textContent).toBe("Versions2LiveMetrics0");
  });

  it("move by the arrow keys, round both ends", () => {
    const [first, second, last] = tabs().getAllByRole("link");
    const move = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
    first!.focus();
    move("ArrowRight");
    expect(document.activeElement).toBe(second);
    move("ArrowLeft");
    move("ArrowLeft");
    expect(document.activeElement).toBe(last);
    move("ArrowRight");
    expect(document.activeElement).toBe(first);
    move("x");
    expect(document.activeElement).toBe(first);
  });
});
