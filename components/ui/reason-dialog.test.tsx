// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import type { Answer } from "./answer.ts";
import { ReasonDialog, type ReasonedAction } from "./reason-dialog.tsx";

const halt: ReasonedAction = {
  verb: "halt",
  label: "Halt",
  consequence: "Stops the rollout where it is.",
  variant: "danger",
  asksReason: true,
  asksPassword: true,
};
const dialog = (action: Partial<ReasonedAction> = {}, answer: Answer = { ok: true, value: undefined }) => {
  const submit = vi.fn(async (): Promise<Answer> => answer);
  const onDone = vi.fn();
  const onClose = vi.fn();
  const page = mounted(
    <ReasonDialog action={{ ...halt, ...action }} onClose={onClose} submit={submit} onDone={onDone} />,
  );
  return { ...page, answer: submit, onDone, onClose };
};

describe("the dialog before something is done", () => {
  it("says what it will do, and sends the reason trimmed", async () => {
    const { screen, type, submit, answer, onDone } = dialog();
    expect(screen.getByRole("dialog", { name: "Halt" }).textContent).toContain(
      "Stops the rollout where it is.",
    );
    type("Reason", "  Latency. ");
    type("Your password", " secret ");
    await submit("Halt");
    expect(answer).toHaveBeenCalledWith({ reason: "Latency.", password: " secret " });
    expect(onDone).toHaveBeenCalledOnce();
  });

  it("asks for nothing that the action does not need", () => {
    const { screen } = dialog({ asksReason: false, asksPassword: false });
    expect([screen.queryByLabelText("Reason"), screen.queryByLabelText("Your password")]).toEqual([
      null,
      null,
    ]);
  });

  it("keeps all that was typed and names the field when it is refused", async () => {
    const problem = { title: "Wrong password.", fields: { password: "is not right" } };
    const { screen, type, submit, onDone } = dialog({}, { ok: false, problem });
    type("Reason", "Latency.");
    type("Your password", "guess");
    await submit("Halt");
    expect(screen.getByRole("alert").textContent).toContain("Wrong password.");
    expect(screen.getByLabelText<HTMLInputElement>("Reason").value).toBe("Latency.");
    expect(screen.getByLabelText<HTMLInputElement>("Your password").value).toBe("guess");
    expect(document.activeElement).toBe(screen.getByLabelText("Your password"));
    expect(screen.getByLabelText("Your password").getAttribute("aria-invalid")).toBe("true");
    expect(onDone).not.toHaveBeenCalled();
  });

  it("is locked while it sends: nothing changes, is sent twice or closes", async () => {
    const { screen, press, answer, onDone, onClose } = dialog();
    let finish = () => {};
    answer.mockReturnValueOnce(new Promise((done) => (finish = () => done({ ok: true, value: undefined }))));
    const form = screen.getByRole("dialog").querySelector("form")!;
    fireEvent.submit(form);
    fireEvent.submit(form);
    expect(screen.getByRole("group")).toHaveProperty("disabled", true);
    press("Close");
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect([answer.mock.calls.length, onClose.mock.calls.length]).toEqual([1, 0]);
    finish();
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });

  it("goes away without doing anything", () => {
    const { press, onClose, answer } = dialog();
    press("Not now");
    expect(onClose).toHaveBeenCalledOnce();
    expect(answer).not.toHaveBeenCalled();
  });
});
