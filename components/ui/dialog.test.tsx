// @vitest-environment happy-dom
import { fireEvent, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { Dialog, DialogFooter } from "./dialog.tsx";

const dialog = (onOpenChange = vi.fn(), open = true) =>
  mounted(
    <Dialog open={open} onOpenChange={onOpenChange} title="Withdraw" description="Ends the review.">
      <button type="button">Copy the digest</button>
      <input aria-label="Reason" />
      <DialogFooter>
        <button type="button">Not now</button>
      </DialogFooter>
    </Dialog>,
  );

describe("a dialog", () => {
  it("is named by its title and described by what it does", () => {
    const { screen } = dialog();
    const shown = screen.getByRole("dialog", { name: "Withdraw" });
    const described = document.getElementById(shown.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe("Ends the review.");
  });

  it("opens with its first field in focus, not a button before it or the one that closes it", async () => {
    const { screen } = dialog();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Reason")));
  });

  it("closes by Escape and by its button", () => {
    const onOpenChange = vi.fn();
    const page = dialog(onOpenChange);
    fireEvent.keyDown(page.screen.getByRole("dialog"), { key: "Escape" });
    page.press("Close");
    expect(onOpenChange.mock.calls).toEqual([[false], [false]]);
  });

  it("is not there while it is closed", () => {
    expect(dialog(vi.fn(), false).screen.queryByRole("dialog")).toBeNull();
  });
});
