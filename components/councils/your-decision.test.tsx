// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import type { DecisionView, NextStep, SigningSeat } from "./decision.ts";
import { YourDecision } from "./your-decision.tsx";

const offers: SigningSeat["offers"] = [
  { verb: "approve", meaning: "I approve." },
  { verb: "request-changes", meaning: "I ask for changes." },
  { verb: "reject", meaning: "I reject." },
];
const deciding = (changed: Partial<SigningSeat> = {}): DecisionView => ({
  kind: "sign",
  subject: "flight-delay v2 to production",
  concerns: [
    { tone: "fail", title: "Compared with the live version", text: "No report compares v2 with v1." },
  ],
  printedName: "Mira Okafor",
  round: 2,
  subjectDigest: digestOf("9"),
  means: PASSWORD_ALONE,
  seat: {
    seatId: "security",
    name: "Security",
    sections: ["case", "rollout plan"],
    changedSections: [],
    offers,
    ...changed,
  },
});

const done: Answer = { ok: true, value: undefined };
function page(decision: DecisionView, steps: readonly NextStep[] = []) {
  const sign = vi.fn(async (): Promise<Answer> => done);
  const take = vi.fn(async (): Promise<Answer> => done);
  const opened = mounted(<YourDecision decision={decision} steps={steps} sign={sign} take={take} />);
  return { ...opened, sign, take, dialog: () => opened.screen.queryByRole("dialog") };
}
const presence = { way: "password", password: "secret", code: "", recoveryCode: "" };

describe("the reader's decision", () => {
  it("names the seat, what it covers and what changed since", () => {
    const text = textOf(
      <YourDecision decision={deciding()} steps={[]} sign={async () => done} take={async () => done} />,
    );
    expect(text).toContain("You sign for Security : case and rollout plan.");
    expect(text).not.toContain("Since you last signed");
    const changed = page(deciding({ changedSections: ["the data", "the model card"] }));
    expect(document.body.textContent).toContain(
      "Since you last signed, the data and the model card have changed.",
    );
    expect(changed.dialog()).toBeNull();
  });

  it.each([
    ["done", "Fully released."],
    ["watch", "Draft."],
    ["barred", "You opened it."],
  ] as const)("is only text where it is %s", (kind, text) => {
    const opened = page({ kind, text });
    expect(document.body.textContent).toContain(text);
    expect(opened.screen.queryAllByRole("button")).toEqual([]);
  });

  it("disables the verdict already given and says why; the others open the dialog", () => {
    const given = offers.map((offer) =>
      offer.verb === "approve" ? { ...offer, whyNot: "You already approved." } : offer,
    );
    const opened = page(deciding({ offers: given }));
    opened.press(/^Approve/);
    expect(opened.dialog()).toBeNull();
    expect(document.body.textContent).toContain("You already approved.");
    opened.press("Reject");
    expect(opened.dialog()!.textContent).toContain("Reject for Security");
  });

  it("offers nothing after a verdict until the reader wants to change it", () => {
    const opened = page(deciding({ already: ["You approved for Security on 24 Nov."] }));
    expect(opened.screen.queryByRole("button", { name: /^Approve/ })).toBeNull();
    fireEvent.keyDown(document.body, { key: "a" });
    expect(opened.dialog()).toBeNull();
    opened.press("Change my verdict");
    opened.press(/^Reject/);
    expect(opened.dialog()).not.toBeNull();
  });

  it.each([
    ["a", "Approve for Security"],
    ["r", "Request changes for Security"],
  ])("opens the dialog by the key %s and signs nothing", (key, title) => {
    const opened = page(deciding());
    fireEvent.keyDown(document.body, { key });
    expect(opened.dialog()!.textContent).toContain(title);
    expect(opened.sign).not.toHaveBeenCalled();
  });
});

describe("signing", () => {
  it("repeats who signs what with which meaning", () => {
    const opened = page(deciding());
    opened.press(/^Approve/);
    const text = opened.dialog()!.textContent;
    expect(text).toContain("I approve.");
    expect(text).toMatch(/Signed byMira Okafor.*Round2.*Coverscase, rollout plan/);
    expect(text).toContain("Kept permanently with your signature.");
  });

  it("leaves out the round of what has none", () => {
    const decision = deciding();
    const opened = page(decision.kind === "sign" ? { ...decision, round: undefined } : decision);
    opened.press(/^Approve/);
    expect(opened.dialog()!.textContent).not.toContain("Round");
  });
});

describe("a signature that is sent", () => {
  it("has seat, verdict, comment and proof; then the dialog closes and the page shows the new state", async () => {
    const opened = page(deciding());
    opened.press(/^Approve/);
    opened.type(/^Comment/, "  Fine.  ");
    opened.type("Your password", "secret");
    await opened.submit("Sign and approve");
    expect(opened.sign.mock.calls).toEqual([
      [{ seatId: "security", verb: "approve", comment: "Fine.", presence }],
    ]);
    expect(opened.dialog()).toBeNull();
    expect(opened.journey).toEqual(["refresh"]);
  });

  it.each([
    [/^Approve/, /^Comment/, false],
    [/^Request changes/, "What has to change", true],
    [/^Reject/, "Why", true],
  ])("requires a reason from whoever does not approve: %s", (button, label, required) => {
    const opened = page(deciding());
    opened.press(button);
    expect(opened.screen.getByLabelText(label)).toHaveProperty("required", required);
  });

  it("keeps the comment and forgets the password where it was refused, and says why at the field", async () => {
    const opened = page(deciding());
    const title = "Wrong password. Nothing was signed.";
    opened.sign.mockResolvedValueOnce({
      ok: false,
      problem: { title, fields: { password: "Wrong password." } },
    });
    opened.press(/^Reject/);
    opened.type("Why", "Too slow.");
    opened.type("Your password", "typo");
    await opened.submit("Sign and reject");
    expect(opened.screen.getByRole("alert").textContent).toContain(title);
    expect(opened.screen.getByLabelText("Why")).toHaveProperty("value", "Too slow.");
    const password = opened.screen.getByLabelText("Your password");
    expect(password).toHaveProperty("value", "");
    expect(password.getAttribute("aria-invalid")).toBe("true");
    expect(opened.journey).toEqual([]);
    opened.press("Not now");
    opened.press(/^Approve/);
    expect(opened.screen.queryByRole("alert")).toBeNull();
  });

  it("is locked while it sends: neither sent twice nor closed", async () => {
    const opened = page(deciding());
    let answer: (outcome: Answer) => void = () => undefined;
    opened.sign.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    opened.press(/^Approve/);
    const form = opened.dialog()!.querySelector("form")!;
    fireEvent.submit(form);
    fireEvent.submit(form);
    opened.press("Not now");
    opened.press("Close");
    fireEvent.keyDown(opened.dialog()!, { key: "Escape" });
    expect(opened.dialog()).not.toBeNull();
    expect(opened.sign).toHaveBeenCalledTimes(1);
    answer(done);
    await vi.waitFor(() => expect(opened.dialog()).toBeNull());
  });

  it("closes without signing when it is put off", () => {
    const opened = page(deciding());
    opened.press(/^Approve/);
    opened.press("Not now");
    expect(opened.dialog()).toBeNull();
    expect(opened.sign).not.toHaveBeenCalled();
  });
});

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
  const watching: DecisionView = { kind: "watch", text: "" };

  it("are links where they lead somewhere, and closed ones say why, each reason once", () => {
    const whyNot = "It was withdrawn.";
    const opened = page(watching, [
      edit,
      { ...edit, verb: "watch", label: "View", whyNot },
      { ...withdraw, whyNot },
    ]);
    expect(opened.screen.getByRole("link", { name: "Edit" }).getAttribute("href")).toBe("/releases/7/edit");
    expect(opened.screen.queryByRole("link", { name: "View" })).toBeNull();
    opened.press("Withdraw");
    expect(opened.dialog()).toBeNull();
    expect(document.body.textContent!.split(whyNot)).toHaveLength(2);
  });

  it("say what they do before they do it, and refresh the page after", async () => {
    const opened = page(watching, [withdraw]);
    opened.press("Withdraw");
    expect(opened.dialog()!.textContent).toContain("Ends this release for good.");
    expect(opened.take).not.toHaveBeenCalled();
    opened.type("Reason", "Wrong month.");
    await opened.submitIn(opened.dialog()!);
    expect(opened.take).toHaveBeenCalledWith({ verb: "withdraw", reason: "Wrong month.", password: "" });
    expect(opened.journey).toEqual(["refresh"]);
    expect(opened.dialog()).toBeNull();
  });

  it("stay open with the reason typed where they were refused", async () => {
    const opened = page(watching, [withdraw]);
    opened.take.mockResolvedValueOnce({ ok: false, problem: { title: "It was approved meanwhile." } });
    opened.press("Withdraw");
    opened.type("Reason", "Wrong month.");
    await opened.submitIn(opened.dialog()!);
    expect(opened.screen.getByRole("alert").textContent).toContain("It was approved meanwhile.");
    expect(opened.screen.getByLabelText("Reason")).toHaveProperty("value", "Wrong month.");
  });
});
