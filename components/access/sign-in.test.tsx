// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { type FactorActions, factorActions } from "#lib/client/factor-actions.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { NewPassword } from "./new-password.tsx";
import { PasswordForm } from "./password-form.tsx";
import { FirstFactor, GiveFactor } from "./second-step.tsx";
import { SignIn } from "./sign-in.tsx";

const yes = <T,>(value: T) => vi.fn(async (_: object): Promise<Answer<T>> => ({ ok: true, value }));
const no = (title: string) => async (): Promise<Answer<never>> => ({ ok: false, problem: { title } });
const lena = { name: "Lena Voss", title: "Security reviewer", email: "lena@x.org", password: "public words" };

describe("signing in", () => {
  it("sends the address trimmed and the password as typed", async () => {
    const submit = yes(undefined);
    const page = mounted(<SignIn submit={submit} demoPeople={[]} />);
    page.type("Email", " lena@x.org ");
    page.type("Password", " spaces count ");
    await page.submit("Sign in");
    expect(submit).toHaveBeenCalledWith({ email: "lena@x.org", password: " spaces count " });
  });

  it("keeps what was typed and says what went wrong", async () => {
    const page = mounted(<SignIn submit={no("Wrong e-mail address or password.")} demoPeople={[]} />);
    page.type("Email", "lena@x.org");
    await page.submit("Sign in");
    expect(page.screen.getByRole("alert").textContent).toContain("Wrong e-mail address or password.");
    expect(page.screen.getByLabelText<HTMLInputElement>("Email").value).toBe("lena@x.org");
  });

  it("fills the form from a person of the demonstration, and shows none elsewhere", () => {
    const page = mounted(<SignIn submit={yes(undefined)} demoPeople={[lena]} />);
    page.press(/Lena Voss/);
    expect(page.screen.getByLabelText<HTMLInputElement>("Password").value).toBe("public words");
    expect(document.activeElement?.textContent).toBe("Sign in");
    expect(textOf(<SignIn submit={yes(undefined)} demoPeople={[]} />)).not.toContain("demonstration");
  });

  it("never puts a password into an address, whatever came of its script", () => {
    expect(markupOf(<SignIn submit={yes(undefined)} demoPeople={[]} />)).toMatch(/<form[^>]* method="post"/);
  });
});

describe("a link to a new password", () => {
  const fill = (page: ReturnType<typeof mounted>, again: string) => {
    page.type("New password", "seven quiet lanterns");
    page.type("New password again", again);
  };

  it("sets the one that was typed twice, and leads on to sign in", async () => {
    const submit = yes({ sessionsEnded: 0 });
    const page = mounted(<NewPassword purpose="new-password" submit={submit} />);
    fill(page, "seven quiet lanterns");
    await page.submit("Set password");
    expect(submit).toHaveBeenCalledWith({ newPassword: "seven quiet lanterns" });
    expect(page.screen.getByRole("status").textContent).toContain("Password set.");
    expect(page.screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/sign-in");
  });

  it("sends nothing while the two differ", async () => {
    const submit = yes({ sessionsEnded: 0 });
    const page = mounted(<NewPassword purpose="new-password" submit={submit} />);
    fill(page, "seven quiet lantern");
    await page.submit("Set password");
    expect(submit).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain("The two passwords differ.");
  });

  it("says why it was refused and keeps the form", async () => {
    const page = mounted(
      <NewPassword purpose="new-password" submit={no("This link does not work, or no longer works.")} />,
    );
    fill(page, "seven quiet lanterns");
    await page.submit("Set password");
    expect(page.screen.getByRole("alert").textContent).toContain("no longer works");
    expect(markupOf(<NewPassword purpose="new-password" submit={yes(undefined)} />)).toMatch(
      /<form[^>]* method="post"/,
    );
  });
});

describe("the second step", () => {
  it("gives the code that was typed, and forgets it when it was refused", async () => {
    const give = vi.fn(no("Wrong code."));
    const means = { passkey: false, code: true };
    const page = mounted(<GiveFactor name="Lena Voss" means={means} give={give} signOut={vi.fn()} />);
    page.type("Code from your app", "123456");
    await page.submit("Continue");
    expect(give).toHaveBeenCalledWith({ way: "code", password: "", code: "123456", recoveryCode: "" });
    expect(page.screen.getByLabelText<HTMLInputElement>("Code from your app").value).toBe("");
    expect(page.screen.getByRole("alert").textContent).toContain("Wrong code.");
  });

  it("lets a code in whole that is pasted as the app shows it", () => {
    const page = mounted(
      <GiveFactor name="Lena Voss" means={{ passkey: false, code: true }} give={vi.fn()} signOut={vi.fn()} />,
    );
    const field = page.screen.getByLabelText<HTMLInputElement>("Code from your app");
    const allowed = new RegExp(`^(?:${field.pattern})$`, "v");
    for (const pasted of ["123456", "123 456", " 123\u00a0456 ", "12-34-56"]) expect(pasted).toMatch(allowed);
    expect(field.hasAttribute("maxlength")).toBe(false);
    for (const wrong of ["12345", "1234567", "12a456"]) expect(wrong).not.toMatch(allowed);
  });

  it("names the passkey on its button, and lets one leave", () => {
    const signOut = vi.fn();
    const means = { passkey: true, code: false };
    const page = mounted(<GiveFactor name="Lena" means={means} give={yes(null)} signOut={signOut} />);
    expect(page.screen.getByRole("button", { name: "Use passkey" })).toBeTruthy();
    page.press("Sign out");
    expect(signOut).toHaveBeenCalledTimes(1);
  });

  it("goes on from a first factor only after its codes were saved", async () => {
    const addPasskey = vi.fn(async () => ({
      ok: true as const,
      value: { recoveryCodes: ["11111111-2222"] },
    }));
    const ready = vi.fn();
    const actions: FactorActions = { ...factorActions, addPasskey };
    const page = mounted(
      <FirstFactor name="Lena" means={PASSWORD_ALONE} actions={actions} onReady={ready} signOut={vi.fn()} />,
    );
    page.press("Add a passkey");
    page.type("Name", "Laptop");
    await page.submit("Add passkey");
    expect(ready).not.toHaveBeenCalled();
    page.press("I have saved them");
    expect(ready).toHaveBeenCalledTimes(1);
  });
});

describe("a new password", () => {
  const form = (change = yes({ sessionsEnded: 2 }), changedAt: string | null = null) => (
    <PasswordForm change={change} email="lena@x.org" changedAt={changedAt} />
  );
  const filled = (again: string, change = yes({ sessionsEnded: 2 })) => {
    const page = mounted(form(change));
    page.type("Current password", "old words");
    page.type("New password", "seven quiet lanterns");
    page.type("New password again", again);
    return page;
  };

  it("is not sent while the two differ", async () => {
    const change = yes({ sessionsEnded: 0 });
    const page = filled("seven quiet lantern", change);
    expect(page.screen.getByText("The two new passwords differ.")).toBeTruthy();
    await page.submit("Change password");
    expect(change).not.toHaveBeenCalled();
  });

  it.each([
    [0, "No other session was open."],
    [1, "1 other session ended."],
    [2, "2 other sessions ended."],
  ])("says what became of %d other sessions, and empties the form", async (sessionsEnded, text) => {
    const change = yes({ sessionsEnded });
    const page = filled("seven quiet lanterns", change);
    await page.submit("Change password");
    expect(change).toHaveBeenCalledWith({
      currentPassword: "old words",
      newPassword: "seven quiet lanterns",
    });
    expect(page.screen.getByRole("status").textContent).toContain(text);
    expect(page.screen.getByLabelText<HTMLInputElement>("Current password").value).toBe("");
  });

  it("says whether the present one is the admin's", () => {
    expect(textOf(form())).toContain("temporary, set by your admin");
    expect(textOf(form(undefined, "2026-11-01T00:00:00.000Z"))).toContain("changed 1 Nov 2026");
  });
});
