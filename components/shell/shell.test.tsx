// @vitest-environment happy-dom
import { act, fireEvent, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { singleKeysOn } from "#components/ui/hotkeys.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { Page } from "./page.tsx";
import { places } from "./places.ts";
import { Shell } from "./shell.tsx";

afterEach(() => {
  localStorage.clear();
  document.documentElement.className = "";
});

const shell = (at = "/models", content = <Page crumbs={[{ label: "Models" }]}>content</Page>) => {
  const onSignOut = vi.fn();
  const page = mounted(
    <Shell
      workspace="Skyline Operations"
      person={{ name: "Mira Okafor", title: "Security reviewer" }}
      counts={{ home: 3, releases: 0 }}
      theme="system"
      onSignOut={onSignOut}
    >
      {content}
    </Shell>,
    at,
  );
  return { ...page, onSignOut };
};
const press = (key: string, held = {}) => act(() => void fireEvent.keyDown(window, { key, ...held }));
const PALETTE = "Search or jump to";

describe("around every page", () => {
  it("leads past the places to the content first", () => {
    const { screen } = shell();
    const [first] = screen.getAllByRole("link");
    expect([first?.textContent, first?.getAttribute("href")]).toEqual(["Skip to content", "#content"]);
    expect(screen.getByRole("main").id).toBe("content");
    expect(screen.getByRole("main").tabIndex).toBe(-1);
  });

  it("marks the place one is in, and counts only what waits", () => {
    const nav = within(shell().screen.getByRole("navigation", { name: "Places" }));
    const links = nav.getAllByRole("link");
    expect(links.map((link) => link.getAttribute("href"))).toEqual(places.map(({ href }) => href));
    expect(links.filter((link) => link.ariaCurrent ?? link.getAttribute("aria-current"))).toEqual([
      nav.getByRole("link", { name: "Models" }),
    ]);
    expect(links.map(({ textContent }) => textContent).slice(0, 3)).toEqual([
      "Home3 waiting",
      "Inbox",
      "Models",
    ]);
  });

  it.each(places.map(({ key, href }) => [key, href]))("goes by g %s to %s", (key, href) => {
    const { journey } = shell();
    press("g");
    press(key);
    expect(journey).toEqual([`push ${href}`]);
  });

  it("opens the palette by Command K, by / and by the search box, and closes it by Command K", () => {
    const { screen, press: click } = shell();
    const open = () => screen.queryByRole("dialog", { name: PALETTE }) !== null;
    press("k", { metaKey: true });
    expect(open()).toBe(true);
    press("k", { ctrlKey: true });
    expect(open()).toBe(false);
    press("/");
    expect(open()).toBe(true);
    press("k", { metaKey: true });
    act(() => click(/^Search or jump to…/));
    expect(open()).toBe(true);
  });

  it("takes / to the list's own search where there is one", () => {
    const { screen } = shell("/models", <input data-search aria-label="Search models" />);
    press("/");
    expect(document.activeElement).toBe(screen.getByLabelText("Search models"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("opens the menu of a narrow window, and closes it with the way one takes", () => {
    const { screen, press: click } = shell();
    act(() => click("Open the menu"));
    const menu = within(screen.getByRole("dialog", { name: "Menu" }));
    fireEvent.click(menu.getByRole("link", { name: "Audit" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("who is signed in", () => {
  it("goes to their account, and out", () => {
    const { choose, journey, onSignOut } = shell();
    choose(/^Mira Okafor/, "Your account");
    expect(journey).toEqual(["push /account"]);
    choose(/^Mira Okafor/, "Sign out");
    expect(onSignOut).toHaveBeenCalledOnce();
  });

  it("chooses a theme, which is there at once and for a year", () => {
    const { screen } = shell();
    fireEvent.keyDown(screen.getByRole("button", { name: /^Mira Okafor/ }), { key: "Enter" });
    expect(screen.getByRole("menu").textContent).toContain("ThemeSystemLightDark");
    fireEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
    expect(document.documentElement.className).toBe("dark");
    expect(document.cookie).toContain("theme=dark");
    fireEvent.click(screen.getByRole("menuitemradio", { name: "System" }));
    expect([document.documentElement.className, document.cookie]).toEqual(["", "theme=system"]);
  });
});

describe("the keys", () => {
  it("are listed by ?, every place among them, and can be turned off", () => {
    const { screen, tick } = shell();
    press("?");
    const text = screen.getByRole("dialog", { name: "Keys" }).textContent;
    for (const { key, label } of places) expect(text).toContain(`g ${key}Go to ${label}`);
    act(() => tick("Use single-key shortcuts"));
    expect(singleKeysOn()).toBe(false);
  });
});
