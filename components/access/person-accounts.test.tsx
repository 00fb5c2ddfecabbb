// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { PersonAccounts, type UnbindOf } from "./person-accounts.tsx";

const account = { id: "i-1", issuer: "https://login.example/tenant", boundAt: "2026-11-23T08:00:00.000Z" };
const shown = (props: { hasPassword?: boolean; unbind?: UnbindOf } = {}) =>
  mounted(
    <PersonAccounts
      name="Mira Okafor"
      accounts={[account]}
      hasPassword
      means={PASSWORD_ALONE}
      unbind={async () => ({ ok: true, value: undefined })}
      {...props}
    />,
  );

it("is unbound by an admin for a reason, with a fresh proof", async () => {
  const unbind = vi.fn(async (_: object): Promise<Answer<unknown>> => ({ ok: true, value: undefined }));
  const page = shown({ unbind });
  page.press("Unbind login.example");
  page.type("Reason", "The account was taken over.");
  page.type("Your password", "harbour");
  await page.submit("Unbind account");
  expect(unbind).toHaveBeenCalledWith({
    identityId: "i-1",
    reason: "The account was taken over.",
    presence: expect.objectContaining({ password: "harbour" }),
  });
  expect(page.journey).toEqual(["refresh"]);
});

it.each([
  [true, "Their password still works."],
  [false, "They have no password: send them a link"],
])("says what is left to sign in with: password %s", (hasPassword, words) => {
  const page = shown({ hasPassword });
  page.press("Unbind login.example");
  expect(page.screen.getByRole("dialog").textContent).toContain(words);
});
