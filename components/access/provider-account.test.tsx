// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { PROVIDER_REFUSALS } from "#lib/access/provider-refusals.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { ProofTold } from "./proof-told.tsx";
import { ProviderAccount } from "./provider-account.tsx";
import { SignIn } from "./sign-in.tsx";
import { visitProblemOf } from "./visit-problem.ts";

const yes = () => vi.fn(async (_: unknown): Promise<Answer> => ({ ok: true, value: undefined }));
const bound = { id: "i-1", issuer: "https://login.example", boundAt: "2026-11-23T08:00:00.000Z" };

describe("the button of a provider", () => {
  const signIn = (reachable: boolean, visitProvider = yes()) => (
    <SignIn
      submit={yes()}
      demoPeople={[]}
      provider={{ name: "Skyline ID", reachable }}
      visitProvider={visitProvider}
    />
  );

  it("leads there, beside the password", async () => {
    const visit = yes();
    const page = mounted(signIn(true, visit));
    page.press("Continue with Skyline ID");
    await vi.waitFor(() => expect(visit).toHaveBeenCalledTimes(1));
  });

  it("says that the provider cannot be reached, and leads nowhere", () => {
    const visit = yes();
    const page = mounted(signIn(false, visit));
    page.press("Continue with Skyline ID");
    expect(visit).not.toHaveBeenCalled();
    expect(textOf(signIn(false))).toContain("Skyline ID cannot be reached now. Sign in with your password.");
  });

  it("is not there without a provider", () => {
    expect(textOf(<SignIn submit={yes()} demoPeople={[]} provider={null} />)).not.toContain("Continue with");
  });

  it("stands under what the last visit came to", () => {
    const problem = visitProblemOf("identity-unknown");
    const page = mounted(<SignIn submit={yes()} demoPeople={[]} visitProblem={problem} />);
    expect(page.screen.getByRole("alert").textContent).toContain("No one here is bound to this account.");
  });
});

describe("the words of a visit that came to nothing", () => {
  it.each(Object.entries(PROVIDER_REFUSALS))("%s: what happened and what to do", (code, { error }) => {
    expect(error.code).toBe(code);
    const { title, todo } = visitProblemOf(code);
    expect(title).toMatch(/\.$/);
    expect(todo).toMatch(/\.$/);
  });

  it.each(["<b>call 555</b>", "toString", ""])("are never the address's own: %j", (code) => {
    expect(visitProblemOf(code)).toEqual({ title: "That did not work.", todo: "Start again." });
  });
});

describe("an account at a provider", () => {
  const section = (more: Partial<Parameters<typeof ProviderAccount>[0]> = {}) => (
    <ProviderAccount
      name="Skyline ID"
      reachable
      bound={null}
      hasPassword
      means={PASSWORD_ALONE}
      bind={yes()}
      unbind={yes()}
      onUnbound={vi.fn()}
      {...more}
    />
  );

  it("is bound with a fresh proof, and leads to the provider", async () => {
    const bind = yes();
    const page = mounted(section({ bind }));
    page.press("Bind your account");
    page.type("Your password", "harbour");
    await page.submit("Continue to Skyline ID");
    expect(bind).toHaveBeenCalledWith({
      text: "",
      presence: expect.objectContaining({ password: "harbour" }),
    });
  });

  it("is unbound with a fresh proof", async () => {
    const unbind = yes();
    const onUnbound = vi.fn();
    const page = mounted(section({ bound, unbind, onUnbound }));
    page.press("Unbind");
    page.type("Your password", "harbour");
    await page.submit("Unbind account");
    expect(unbind).toHaveBeenCalledWith(expect.objectContaining({ identityId: "i-1" }));
    expect(onUnbound).toHaveBeenCalledTimes(1);
  });

  it("says since when, what just happened, and why not", () => {
    expect(textOf(section({ bound }))).toContain("bound since 23 Nov 2026");
    expect(textOf(section({ bound, justBound: true }))).toContain("You can now sign in with Skyline ID.");
    expect(textOf(section({ bound, hasPassword: false }))).toContain(
      "ask an admin for a link to set one first",
    );
    expect(textOf(section({ reachable: false }))).toContain("Skyline ID cannot be reached now.");
    expect(textOf(section({ problem: visitProblemOf("provider-email-differs") }))).toContain(
      "This account has another e-mail address than you have here.",
    );
  });
});

describe("the window in which somebody proved their presence", () => {
  it("tells the page that waits", () => {
    const tell = vi.fn();
    const outcome = { visitId: "v-1", stepUpId: "s-1" };
    const page = mounted(<ProofTold outcome={outcome} tell={tell} />);
    expect(tell).toHaveBeenCalledWith(outcome);
    expect(page.screen.getByRole("status").textContent).toContain("Confirmed.");
  });

  it("tells a refusal, and nothing where there is nothing", () => {
    const tell = vi.fn();
    const refused = { visitId: "v-1", problem: visitProblemOf("provider-auth-time-old") };
    const page = mounted(<ProofTold outcome={refused} tell={tell} />);
    expect(page.screen.getByRole("alert").textContent).toContain("did not ask you to sign in again");
    mounted(<ProofTold outcome={null} tell={tell} />);
    expect(tell).toHaveBeenCalledTimes(1);
  });
});
