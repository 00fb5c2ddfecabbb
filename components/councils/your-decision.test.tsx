// @vitest-environment happy-dom
import { fireEvent, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import type { DecisionView, SigningSeat } from "./decision.ts";
import { YourDecision } from "./your-decision.tsx";

const offers: SigningSeat["offers"] = [
  { verb: "approve", meaning: "I approve.", next: [] },
  { verb: "request-changes", meaning: "I ask for changes.", next: [] },
  { verb: "reject", meaning: "I reject.", next: [] },
];
const deciding = (changed: Partial<SigningSeat> = {}): DecisionView => ({
  kind: "sign",
  subject: "flight-delay v2 to production",
  concerns: [
    {
      id: "compared-with-live",
      tone: "fail",
      title: "Compared with the live version",
      text: "No report compares v2 with v1.",
    },
  ],
  printedName: "Mira Okafor",
  round: 2,
  subjectDigest: digestOf("9"),
  means: PASSWORD_ALONE,
  seat: {
    seatId: "security",
    name: "Security",
    sections: [
      { name: "case", changed: false },
      { name: "rollout plan", changed: false },
    ],
    offers,
    ...changed,
  },
});

const done: Answer = { ok: true, value: undefined };
function page(decision: DecisionView) {
  const sign = vi.fn(async (): Promise<Answer> => done);
  const take = vi.fn(async (): Promise<Answer> => done);
  const opened = mounted(<YourDecision decision={decision} steps={[]} sign={sign} take={take} />);
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
    const changed = page(
      deciding({ sections: ["data", "model card"].map((name) => ({ name, changed: true })) }),
    );
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

  it("says once what bars several acts alike, and each names it", () => {
    const whyNot = "You and Anna Novak do not count as two people.";
    const opened = page(deciding({ offers: offers.map((offer) => ({ ...offer, whyNot })) }));
    expect(document.body.textContent?.split(whyNot)).toHaveLength(2);
    const described = opened.screen
      .getAllByRole("button")
      .map((button) => document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent);
    expect(new Set(described)).toEqual(new Set([whyNot]));
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
    expect(text).toMatch(/You signCase.*Rollout plan.*All of it, round 2.*Mira Okafor, for Security/);
    expect(text).toContain("Kept permanently with your signature.");
  });

  it("leaves out the round of what has none", () => {
    const decision = deciding();
    const opened = page(decision.kind === "sign" ? { ...decision, round: undefined } : decision);
    opened.press(/^Approve/);
    expect(opened.dialog()!.textContent).not.toMatch(/round/i);
  });
});

describe("a signature that is sent", () => {
  it("has seat, verdict, comment and proof; then the dialog closes and the page shows the new state", async () => {
    const opened = page(deciding());
    opened.press(/^Approve/);
    opened.type(/^Why approve/, "  Fine.  ");
    opened.type("Your password", "secret");
    await opened.submit("Sign and approve");
    expect(opened.sign.mock.calls).toEqual([
      [{ seatId: "security", verb: "approve", comment: "Fine.", over: ["compared-with-live"], presence }],
    ]);
    expect(opened.dialog()).toBeNull();
    expect(opened.journey).toEqual(["refresh"]);
  });

  it.each([
    [/^Approve/, "Why approve although a check fails", true],
    [/^Request changes/, "What has to change", true],
    [/^Reject/, "Why", true],
  ])(
    "requires a reason from whoever does not approve, or approves over what fails: %s",
    (button, label, required) => {
      const opened = page(deciding());
      opened.press(button);
      expect(opened.screen.getByLabelText(label)).toHaveProperty("required", required);
    },
  );

  it("asks for none where no check fails", () => {
    const decision = deciding();
    const opened = page(decision.kind === "sign" ? { ...decision, concerns: [] } : decision);
    opened.press(/^Approve/);
    expect(opened.screen.getByLabelText(/^Comment/)).toHaveProperty("required", false);
  });

  it("loses nothing typed where it was refused, and says why at the field, which has the focus", async () => {
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
    expect(password).toHaveProperty("value", "typo");
    await waitFor(() => expect(document.activeElement).toBe(password));
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
    expect(opened.dialog()!.querySelector("fieldset")).toHaveProperty("disabled", true);
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
