// @vitest-environment happy-dom
import { fireEvent, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { MenuChoices, MenuItem, MenuRule } from "./menu.tsx";
import { MoreMenu } from "./more-menu.tsx";

const menu = () => {
  const rename = vi.fn();
  const choose = vi.fn();
  const page = mounted(
    <MoreMenu label="Change Laptop">
      <MenuItem onSelect={rename}>Rename</MenuItem>
      <MenuRule />
      <MenuChoices
        label="Theme"
        value="light"
        onChange={choose}
        choices={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
      />
    </MoreMenu>,
  );
  const open = (key = "Enter") => fireEvent.keyDown(page.screen.getByRole("button"), { key });
  return { ...page, rename, pick: choose, open };
};

describe("a menu", () => {
  it("opens by Enter and by the arrow down, with the first item in focus", async () => {
    for (const key of ["Enter", "ArrowDown"]) {
      const { screen, open } = menu();
      open(key);
      await waitFor(() => expect(document.activeElement?.textContent).toBe("Rename"));
      fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
      await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
      document.body.replaceChildren();
    }
  });

  it("does what is chosen, and closes", async () => {
    const { choose, rename, screen } = menu();
    choose("Change Laptop", "Rename");
    expect(rename).toHaveBeenCalledOnce();
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  });

  it("marks the one that is chosen, and stays open while one tries others", () => {
    const { screen, open, pick } = menu();
    open();
    const checked = (name: string) =>
      screen.getByRole("menuitemradio", { name }).getAttribute("aria-checked");
    expect([checked("Light"), checked("Dark")]).toEqual(["true", "false"]);
    fireEvent.click(screen.getByRole("menuitemradio", { name: "Dark" }));
    expect(pick).toHaveBeenCalledWith("dark");
    expect(screen.getByRole("menu")).toBeTruthy();
  });
});
