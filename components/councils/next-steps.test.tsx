// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import type { NextStep } from "./decision.ts";
import { NextSteps } from "./next-steps.tsx";

function page(steps: readonly NextStep[]) {
  const take = vi.fn(async (): Promise<Answer> => ({ ok: true, value: undefined }));
  const opened = mounted(<NextSteps steps={steps} take={take} />);
  return { ...opened, take, dialog: () => opened.screen.queryByRole("dialog") };
}

describe("the next steps", () => {
  const step = { consequence: "", variant: "plain", asksReason: false, asksPassword: false } as const;
  const withdraw: NextStep = {
    ...step,
    verb: "withdraw",
    label: "Withdraw",
    consequence: "Ends this release for good.",
    variant: "danger",
    asksReason: true,
  };
  const edit: NextStep = { ...step, verb: "edit", label: "Edit", href: "/releases/7/edit" };

  it("are links where they lead somewhere, and closed ones say why, each reason once", () => {
    const whyNot = "It was withdrawn.";
    const opened = page([edit, { ...edit, verb: "watch", label: "View", whyNot }, { ...withdraw, whyNot }]);
    expect(opened.screen.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/releases/7/edit");
    expect(opened.screen.queryByRole("link", { name: "View" })).toBeNull();
    opened.press("Withdraw");
    expect(opened.dialog()).toBeNull();
    expect(document.body.textContent!.split(whyNot)).toHaveLength(2);
  });

  it("say what they do before they do it, and refresh the page after", async () => {
    const opened = page([withdraw]);
    opened.press("Withdraw");
    expect(opened.dialog()!.textContent).toContain("Ends this release for good.");
    expect(opened.take).not.toHaveBeenCalled();
    opened.type("Reason", "Wrong month.");
    await opened.submitIn(opened.dialog()!);
    expect(opened.take).toHaveBeenCalledWith({
      verb: "withdraw",
      reason: "Wrong month.",
      over: [],
      password: "",
    });
    expect(opened.journey).toEqual(["refresh"]);
    expect(opened.dialog()).toBeNull();
  });

  it("repeat what fails and ask why, where they go over it", async () => {
    const concerns = [{ id: "not-rolled-back", tone: "fail", title: "Rolled back", text: "v2." }] as const;
    const opened = page([{ ...withdraw, verb: "start", label: "Start", concerns }]);
    opened.press("Start");
    expect(opened.dialog()!.textContent).toContain("1 check does not pass1 fails");
    opened.type("Reason", "Agreed.");
    await opened.submitIn(opened.dialog()!);
    const sent = { verb: "start", reason: "Agreed.", over: ["not-rolled-back"], password: "" };
    expect(opened.take).toHaveBeenCalledWith(sent);
  });

  it("stay open with the reason typed where they were refused", async () => {
    const opened = page([withdraw]);
    opened.take.mockResolvedValueOnce({ ok: false, problem: { title: "It was approved meanwhile." } });
    opened.press("Withdraw");
    opened.type("Reason", "Wrong month.");
    await opened.submitIn(opened.dialog()!);
    expect(opened.screen.getByRole("alert").textContent).toContain("It was approved meanwhile.");
    expect(opened.screen.getByLabelText("Reason")).toHaveProperty("value", "Wrong month.");
  });
});
