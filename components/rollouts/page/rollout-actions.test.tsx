// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf } from "#lib/testing/pages/shown.tsx";
import type { RolloutOffer } from "./offer-words.ts";
import { RolloutActions } from "./rollout-actions.tsx";

const offer = (verb: RolloutOffer["verb"], whyNot?: string): RolloutOffer => ({
  verb,
  consequence: `What ${verb} does.`,
  whyNot,
});
const all = [offer("pause"), offer("halt"), offer("roll-back")];
const taken = () => vi.fn(async () => ({ ok: true as const, value: undefined }));
const dialog = () => document.querySelector('[role="dialog"]');

describe("the buttons of a rollout", () => {
  it("ask for a reason, say what happens, and refresh the page once it is done", async () => {
    const take = taken();
    const page = mounted(<RolloutActions offers={all} take={take} />);
    page.press("Pause");
    expect(dialog()?.textContent).toContain("What pause does.");
    page.type(/Reason/, "  A storm is coming. ");
    await page.submitIn(page.screen.getByRole("dialog"));
    expect(take).toHaveBeenCalledWith({ verb: "pause", reason: "A storm is coming." });
    expect(dialog()).toBeNull();
    expect(page.journey).toEqual(["refresh"]);
  });

  it("keep the dialog and its text where the server refuses", async () => {
    const problem = { title: "The rollout is halted already.", kept: "Nothing was changed." };
    const page = mounted(<RolloutActions offers={all} take={async () => ({ ok: false, problem })} />);
    page.press("Roll back");
    page.type(/Reason/, "Wrong fares.");
    await page.submitIn(page.screen.getByRole("dialog"));
    expect(dialog()?.textContent).toContain("The rollout is halted already. Nothing was changed.");
    expect(page.screen.getByLabelText<HTMLTextAreaElement>(/Reason/).value).toBe("Wrong fares.");
    expect(page.journey).toEqual([]);
  });

  it("do nothing when the dialog is left", () => {
    const take = taken();
    const page = mounted(<RolloutActions offers={all} take={take} />);
    page.press("Halt");
    page.press("Not now");
    expect(dialog()).toBeNull();
    expect(take).not.toHaveBeenCalled();
  });

  it("open halt with its key, and with none where it is disabled", () => {
    mounted(<RolloutActions offers={all} take={taken()} />);
    fireEvent.keyDown(document.body, { key: "h" });
    expect(dialog()?.textContent).toContain("What halt does.");
  });

  it("cover a narrow page only with what can be done", () => {
    const markup = (offers: readonly RolloutOffer[]) =>
      markupOf(<RolloutActions offers={offers} take={taken()} />);
    expect(markup([offer("pause"), offer("halt", "No.")])).toMatch(
      /max-lg:fixed.*Pause.*max-lg:hidden.*Halt/s,
    );
    expect(markup([offer("pause", "No."), offer("halt", "No.")])).not.toMatch(/max-lg:fixed|max-lg:hidden/);
  });

  it("are disabled with the reason, said once for all", () => {
    const over = "Completed; no more actions.";
    const offers = [offer("pause", over), offer("halt", over), offer("roll-back")];
    const page = mounted(<RolloutActions offers={offers} take={taken()} />);
    const button = (name: string) => page.screen.getByRole("button", { name });
    for (const name of ["Pause", "Halt"]) {
      const described = button(name).getAttribute("aria-describedby");
      expect(button(name).getAttribute("aria-disabled")).toBe("true");
      expect(document.getElementById(described ?? "")?.textContent).toBe(over);
      page.press(name);
    }
    fireEvent.keyDown(document.body, { key: "h" });
    expect(dialog()).toBeNull();
    expect(button("Roll back").getAttribute("aria-disabled")).not.toBe("true");
    expect(document.body.textContent?.split(over)).toHaveLength(2);
  });
});
