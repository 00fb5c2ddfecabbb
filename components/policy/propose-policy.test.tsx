// @vitest-environment happy-dom
import { fireEvent, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { content, staff } from "#lib/testing/specimens/views/councils.ts";
import { ProposePolicy } from "./propose-policy.tsx";

const form = (answer: Answer = { ok: true, value: undefined }) => {
  const propose = vi.fn(async (_: object) => answer);
  const page = mounted(
    <ProposePolicy
      current={{ version: 3, content: content() }}
      reviewers={[...staff, { id: "s", name: "Ines Prado", functions: ["security"] }]}
      propose={propose}
    />,
  );
  const tier = (name: string) => page.screen.getByRole("group", { name });
  const rail = () => page.screen.getByRole("complementary", { name: "What would change" }).textContent;
  const button = () => page.screen.getByRole("button", { name: "Propose policy 4" });
  return { ...page, propose, tier, rail, button };
};
const set = (part: HTMLElement, label: string, value: string) =>
  fireEvent.change(within(part).getByLabelText(label), { target: { value } });

describe("the form for a policy", () => {
  it("starts from the one in force, with nothing to propose", () => {
    const { tier, rail, button } = form();
    expect(within(tier("High tier")).getByLabelText<HTMLInputElement>("Security").value).toBe("2");
    expect(within(tier("Policy changes")).getByLabelText<HTMLInputElement>("Compliance").value).toBe("1");
    expect(rail()).toContain("No changes yet.");
    expect(rail()).toContain("As policy 3 says, Security and Compliance sign it; you cannot.");
    expect(button().getAttribute("aria-disabled")).toBe("true");
  });

  it("says what would change, and sends the whole policy with the reason", async () => {
    const page = form();
    page.type("Title", "Sign-off");
    page.type("Why", " A new name. ");
    expect(page.rail()).toContain("The policy, title: Sign-off of models → Sign-off");
    await page.submit("Propose policy 4");
    const changes = {
      seats: [
        { function: "security", min: 1 },
        { function: "compliance", min: 1 },
      ],
    };
    expect(page.propose).toHaveBeenCalledWith({
      reason: "A new name.",
      policy: expect.objectContaining({ title: "Sign-off", changes }),
    });
    expect(page.journey).toEqual(["push /policy"]);
  });
});

describe("the rules for signers", () => {
  it("are typed, told and sent", async () => {
    const page = form();
    set(page.tier("Signers"), "New function waits, hours", "0");
    expect(page.rail()).toContain("Signers, new function waits: 24 hours → 0 hourslowers the bar");
    fireEvent.click(within(page.tier("Links for high tier")).getByLabelText("handed over"));
    expect(page.rail()).toContain(
      "High tier, sign-in links accepted: by mail or by a provider → handed over",
    );
    page.type("Why", "Faster.");
    await page.submit("Propose policy 4");
    const people = { grantWaitHours: 0, identity: { high: ["handed-over", "mailed", "provider"] } };
    expect(page.propose.mock.calls[0]![0]).toMatchObject({ policy: { people } });
  });

  it("are not sent where nobody could sign", async () => {
    const page = form();
    for (const level of ["by mail", "by a provider"])
      fireEvent.click(within(page.tier("Links for critical tier")).getByLabelText(level));
    expect(within(page.tier("Links for critical tier")).getByRole("alert").textContent).toBe(
      "Accept at least one.",
    );
    await page.submit("Propose policy 4");
    expect(page.propose).not.toHaveBeenCalled();
  });
});

describe("a seat that nobody can fill", () => {
  it("is named as it is typed, with who holds the function", () => {
    const { tier } = form();
    expect(tier("High tier").textContent).not.toContain("needs");
    set(tier("High tier"), "Security", "4");
    expect(tier("High tier").textContent).toContain(
      "Security: needs 2 more people. Reviewer 4 and Ines Prado hold it; one person fills one seat.",
    );
    set(tier("High tier"), "Security", "1");
    expect(tier("High tier").textContent).not.toContain("needs");
  });
});

describe("a policy that cannot be", () => {
  it("is not sent: a tier that nobody signs is named", async () => {
    const page = form();
    page.type("Title", "Sign-off");
    set(page.tier("Low tier"), "Data science", "0");
    expect(within(page.tier("Low tier")).getByRole("alert").textContent).toBe(
      "At least one person must sign.",
    );
    expect(page.screen.getAllByRole("alert")).toHaveLength(1);
    await page.submit("Propose policy 4");
    expect(page.propose).not.toHaveBeenCalled();
  });

  it("says why it was refused, and keeps what was typed", async () => {
    const page = form({
      ok: false,
      problem: { title: "Another is open.", fields: { reason: "is too short" } },
    });
    page.type("Title", "Sign-off");
    page.type("Why", "x");
    await page.submit("Propose policy 4");
    expect(page.screen.getByText("Another is open.")).toBeTruthy();
    expect(page.screen.getByLabelText("Why").getAttribute("aria-invalid")).toBe("true");
    expect(page.screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Sign-off");
    expect(page.journey).toEqual([]);
  });
});
