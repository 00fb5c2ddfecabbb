// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { signedInAgain } from "#lib/client/sign-in-again.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { SignInAgain } from "./sign-in-again.tsx";

const gate = (means: Means | null = null, through = {}) => {
  const signIn = vi.fn(async (): Promise<Answer<Means | null>> => ({ ok: true, value: means }));
  const give = vi.fn(async (): Promise<Answer<unknown>> => ({ ok: true, value: null }));
  const page = mounted(<SignInAgain email="mira@skyline.example" signIn={signIn} give={give} {...through} />);
  const ended = () => {
    const outcome = { signedIn: undefined as boolean | undefined };
    act(() => void signedInAgain().then((signedIn) => (outcome.signedIn = signedIn)));
    return outcome;
  };
  return { ...page, signIn, give, ended, dialog: () => page.screen.queryByRole("dialog") };
};

describe("signing in again in place", () => {
  it("is asked only once the session ended, of the same person", async () => {
    const page = gate();
    expect(page.dialog()).toBeNull();
    const outcome = page.ended();
    expect(page.dialog()!.textContent).toContain("mira@skyline.example");
    page.type("Password", "secret");
    await page.submit("Sign in");
    expect(page.signIn).toHaveBeenCalledWith({ email: "mira@skyline.example", password: "secret" });
    await vi.waitFor(() => expect(outcome.signedIn).toBe(true));
    expect(page.dialog()).toBeNull();
  });

  it("asks once for all requests refused at the same time", async () => {
    const page = gate();
    const [one, two] = [page.ended(), page.ended()];
    page.type("Password", "secret");
    await page.submit("Sign in");
    await vi.waitFor(() => expect([one.signedIn, two.signedIn]).toEqual([true, true]));
    expect(page.signIn).toHaveBeenCalledOnce();
  });

  it("goes on to the second factor where there is one", async () => {
    const page = gate({ passkey: false, code: true });
    const outcome = page.ended();
    page.type("Password", "secret");
    await page.submit("Sign in");
    expect(outcome.signedIn).toBeUndefined();
    page.type("Code from your app", "123456");
    await page.submit("Continue");
    expect(page.give).toHaveBeenCalledWith({ way: "code", password: "", code: "123456", recoveryCode: "" });
    await vi.waitFor(() => expect(outcome.signedIn).toBe(true));
  });

  it("offers the provider where the person is bound to one, and says why it came to nothing", async () => {
    const problem = { title: "This is not the account that you sign in with here." };
    const signInThrough = vi
      .fn(async (): Promise<Answer<Means | null>> => ({ ok: true, value: null }))
      .mockResolvedValueOnce({ ok: false, problem });
    const page = gate(null, { provider: "Skyline ID", signInThrough });
    const outcome = page.ended();
    page.press("Continue with Skyline ID");
    await vi.waitFor(() => expect(page.screen.getByRole("alert").textContent).toContain(problem.title));
    expect(outcome.signedIn).toBeUndefined();
    page.press("Continue with Skyline ID");
    await vi.waitFor(() => expect(outcome.signedIn).toBe(true));
    expect(page.signIn).not.toHaveBeenCalled();
  });

  it("offers no provider to who is bound to none", () => {
    const page = gate();
    page.ended();
    expect(page.dialog()!.textContent).not.toContain("Continue with");
    page.press("Not now");
  });

  it("keeps the password where it was refused, and lets the reader leave", async () => {
    const page = gate();
    page.signIn.mockResolvedValueOnce({ ok: false, problem: { title: "Wrong e-mail address or password." } });
    const outcome = page.ended();
    page.type("Password", "typo");
    await page.submit("Sign in");
    expect(page.screen.getByRole("alert").textContent).toContain("Wrong");
    expect(page.screen.getByLabelText<HTMLInputElement>("Password").value).toBe("typo");
    page.press("Not now");
    await vi.waitFor(() => expect(outcome.signedIn).toBe(false));
  });
});
