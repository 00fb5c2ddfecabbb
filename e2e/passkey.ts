import type { Page } from "@playwright/test";

/** Adds a passkey where the page offers it; the recovery codes are shown then. */
export async function addPasskey(page: Page, password: string): Promise<void> {
  await virtualPasskey(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const adding = page.getByRole("dialog", { name: "Add a passkey" });
  await adding.getByLabel("Name").fill("Laptop");
  await adding.getByLabel("Your password").fill(password);
  await adding.getByRole("button", { name: "Add passkey" }).click();
}

/** A passkey held by the browser itself (CTAP 2, resident, unlocked by its owner), until the page closes. */
async function virtualPasskey(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
