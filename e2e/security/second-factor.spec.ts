import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { DEMO_PASSWORD } from "../../prisma/seed/people.ts";
import { mailedTo, setPassword } from "../mailbox.ts";
import { addPasskey } from "../passkey.ts";
import { signIn } from "../people.ts";
import { COMMENT, openRelease } from "../release-steps.ts";

/**
 * The numbers refer to docs/security.md. These people are separate: everybody else keeps signing in with a password
 * alone.
 */
test.describe.configure({ mode: "serial" });

const PASSWORD = "three blue herons at noon";
const STEP_MS = 30_000;

type Deed = { path: string; json: object; act: string; subject: string };

/** Proves presence for an act on people, then acts, as the person who is signed in. */
const prove = (page: Page, deed: Deed) =>
  page.evaluate(
    async ({ path, json, act, subject, password }) => {
      const post = async (to: string, body: object) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`/api/v1${to}`, { method: "POST", headers, body: JSON.stringify(body) });
        return (await answer.json()) as Record<string, string>;
      };
      const { stepUpId } = await post("/session/step-up", { act, subject, password });
      return post(path, { ...json, stepUpId });
    },
    { ...deed, password: DEMO_PASSWORD },
  );

/** Adds a reviewer who joins by mail: the demonstration's admin proposes the function, another reviewer confirms it. */
async function addReviewer(page: Page, name: string, held: "security" | "compliance"): Promise<string> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${Date.now()}@skyline.example`;
  await signIn(page, "Alex Kim");
  const person = { name, email, roles: ["reviewer"] };
  const { personId } = await prove(page, {
    path: "/people",
    json: person,
    act: "invite-person",
    subject: email,
  });
  expect(personId).toBeTruthy();
  const path = `/people/${personId}/functions`;
  const proposal = { function: held, reason: "For this journey." };
  await prove(page, { path, json: proposal, act: "propose-function", subject: personId! });
  await signIn(page, held === "security" ? "Dana Weiss" : "Mira Okafor");
  const confirmed = await prove(page, {
    path: `${path}/confirm`,
    json: { function: held },
    act: "confirm-function",
    subject: `${personId}/${held}`,
  });
  expect(confirmed["effectiveAt"]).toBeTruthy();
  await setPassword(page, await mailedTo(email), "Password", PASSWORD);
  await expect(page.getByText("Password set.")).toBeVisible();
  return email;
}

async function givePassword(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** What is sent before the page's script listens reaches nobody. */
async function giveCode(page: Page, code: string): Promise<void> {
  await page.waitForURL(/second-step/, { waitUntil: "load" });
  await page.getByLabel("Code from your app").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

const verdictsOf = (page: Page, release: number) =>
  page.evaluate(async (number) => {
    const response = await fetch(`/api/v1/releases/${number}`);
    const { council } = (await response.json()) as {
      council: { seats: { verdicts: { signerName: string; method: string }[] }[] };
    };
    return council.seats.flatMap(({ verdicts }) => verdicts);
  }, release);

test("17: a passkey is added, lets its person in, and signs a release; the signature records it", async ({
  page,
}) => {
  const email = await addReviewer(page, "Petra Keys", "security");
  await signIn(page, "Jonas Lindqvist");
  const release = await openRelease(page, 2);
  await signOut(page);
  await givePassword(page, email);
  await expect(page).toHaveURL(/\/$/);

  await page.goto("/account");
  await addPasskey(page, PASSWORD);
  const kept = page.getByRole("dialog", { name: "Keep these recovery codes" });
  await expect(kept.getByRole("listitem")).toHaveCount(10);
  const [recoveryCode = ""] = await kept.getByRole("listitem").allInnerTexts();
  await kept.getByRole("button", { name: "I have saved them" }).click();
  const factors = page.getByRole("region", { name: "Second factor" });
  await expect(factors).toContainText("Laptop");
  await expect(factors).toContainText("Passkey added by you");

  await signOut(page);
  await givePassword(page, email);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  // 16: the password alone reaches nothing.
  await page.goto(`/releases/${release}`);
  await expect(page).toHaveURL(/\/sign-in\/second-step\?next=/);
  const denied = await page.evaluate(async () => {
    const response = await fetch("/api/v1/releases");
    return { status: response.status, code: ((await response.json()) as { code: string }).code };
  });
  expect(denied).toEqual({ status: 403, code: "second-factor-needed" });
  await page.getByRole("button", { name: "Use passkey" }).click();
  await expect(page).toHaveURL(new RegExp(`/releases/${release}$`));

  await page.getByRole("button", { name: /^Approve(?! with)/ }).click();
  const signing = page.getByRole("dialog");
  await expect(signing.getByText("Your browser asks for your passkey")).toBeVisible();
  await signing.getByLabel(COMMENT).fill("Read.");
  await signing.getByRole("button", { name: "Sign and approve" }).click();
  await expect(signing).toHaveCount(0);
  expect(await verdictsOf(page, release)).toContainEqual(
    expect.objectContaining({ signerName: "Petra Keys", method: "webauthn" }),
  );

  await signOut(page);
  await givePassword(page, email);
  await page.getByText("Recovery code", { exact: true }).click();
  await page.getByLabel("Recovery code").last().fill(recoveryCode);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/$/);
});

test("18: a one-time code lets its person in once", async ({ page, browser }) => {
  const email = await addReviewer(page, "Tilda Codes", "compliance");
  await signOut(page);
  await givePassword(page, email);
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/account");
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  const adding = page.getByRole("dialog", { name: "Add an authenticator app" });
  const shown = await adding.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}/).textContent();
  const secret = Secret.fromBase32((shown ?? "").replaceAll(/[^A-Z2-7]/g, ""));
  const code = (steps = 0) => TOTP.generate({ secret, timestamp: Date.now() + steps * STEP_MS });
  await expect(adding.getByRole("img", { name: "The app's key as a QR code" })).toBeVisible();
  await adding.getByLabel("First code it shows").fill(code(-1));
  await adding.getByLabel("Name").fill("Phone");
  await adding.getByLabel("Your password").fill(PASSWORD);
  await adding.getByRole("button", { name: "Add app" }).click();
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByRole("region", { name: "Second factor" })).toContainText("Phone");

  const used = code(1);
  await signOut(page);
  await givePassword(page, email);
  await giveCode(page, used);
  await expect(page).toHaveURL(/\/$/);

  const elsewhere = await (await browser.newContext()).newPage();
  await givePassword(elsewhere, email);
  await giveCode(elsewhere, used);
  await expect(elsewhere.getByRole("alert").filter({ hasText: "already used" })).toBeVisible();
  await elsewhere.getByRole("button", { name: "Sign out" }).click();
  await expect(elsewhere).toHaveURL(/\/sign-in$/);
  await elsewhere.context().close();
});

test("19: a factor is neither added nor removed without a fresh proof", async ({ page }) => {
  await signIn(page, "Viktor Hale");
  const statuses = await page.evaluate(async () => {
    const nothing = "0198c0de-0000-7000-8000-000000000000";
    const send = async (method: string, path: string, body: object) =>
      (
        await fetch(`/api/v1${path}`, {
          method,
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ stepUpId: nothing, ...body }),
        })
      ).status;
    return [
      await send("POST", "/factors", { challengeId: nothing, name: "Mine", code: "000000" }),
      await send("POST", "/factors/recovery-codes", {}),
      await send("POST", `/people/${nothing}/factors/reset`, { reason: "Because." }),
      await send("PUT", "/factor-rule", { rule: "required" }),
    ];
  });
  expect(statuses).toEqual([403, 403, 403, 403]);
});
