// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { OwnIdentity } from "./own-identity.tsx";
import { waysUpText } from "./own-identity-words.ts";

const mailed = () =>
  vi.fn(async (_: object) => ({ ok: true as const, value: { expiresAt: "2026-11-28T08:00:00.000Z" } }));
const shown = (props: Partial<Parameters<typeof OwnIdentity>[0]> = {}) => (
  <OwnIdentity
    email="mira@skyline.example"
    level="handed-over"
    tiers={["low", "limited"]}
    mailed
    provider={null}
    means={PASSWORD_ALONE}
    mailLink={mailed()}
    {...props}
  />
);

describe("how the reader is known", () => {
  it("has a link mailed to them with a fresh proof, and says what happens next", async () => {
    const mailLink = mailed();
    const page = mounted(shown({ mailLink }));
    page.press("Mail me a link");
    const dialog = page.screen.getByRole("dialog");
    expect(dialog.textContent).toContain("A single-use link goes to mira@skyline.example.");
    expect(dialog.textContent).toContain("signs you out everywhere");
    page.type("Your password", "harbour");
    const form = dialog.querySelector("form")!;
    await page.submitIn(form.parentElement!);
    expect(mailLink).toHaveBeenCalledWith({ presence: expect.objectContaining({ password: "harbour" }) });
    await vi.waitFor(() =>
      expect(page.screen.getByRole("status").textContent).toContain("On its way to mira@skyline.example."),
    );
    expect(page.screen.queryByRole("dialog")).toBeNull();
  });

  it("offers the link only where it helps", () => {
    const offered = (props: object) =>
      mounted(shown(props)).screen.queryAllByRole("button", { name: "Mail me a link" }).length;
    expect(offered({ mailed: false })).toBe(0);
    expect(offered({ level: "mailed" })).toBe(0);
    expect(offered({ level: "provider" })).toBe(0);
  });

  it("says which tiers take it", () => {
    expect(textOf(shown())).toContain("on releases of the low and limited tiers only.");
    expect(textOf(shown({ tiers: [] }))).toContain("on releases of no tier.");
    const every = textOf(shown({ level: "mailed", tiers: ["low", "limited", "high", "critical"] }));
    expect(every).toContain("on releases of every tier.");
    expect(every).not.toContain("Ask whoever runs it");
  });

  it.each([
    ["handed-over", true, null, "Have a link mailed to you and set a new password by it."],
    ["handed-over", true, "Skyline ID", "or bind your account at Skyline ID below"],
    ["handed-over", false, "Skyline ID", "Bind your account at Skyline ID below"],
    [
      "handed-over",
      false,
      null,
      "SMTP_URL, MAIL_FROM and MAIL_DOMAINS, or OIDC_ISSUER. Neither needs a signature.",
    ],
    ["mailed", true, null, "It needs a provider of identities, and this installation has none"],
  ] as const)("known %s, mail %s, provider %s: %s", (level, mail, provider, words) =>
    expect(waysUpText(level, { mailed: mail, provider })).toContain(words),
  );
});
