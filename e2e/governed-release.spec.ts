import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { countersign, flipOneByte, packetFolder } from "./command-line.ts";
import { dataFolder } from "./its-installation.ts";
import { demonstration, signIn } from "./people.ts";
import { approveAs, openRelease, REVIEWERS, settleChallenge, startRollout } from "./release-steps.ts";
import { type Replay, replayFlights } from "./replay.ts";
import { untilHeard } from "./until-heard.ts";

/**
 * The whole story, in a real browser against the real server, Postgres and traffic: five people sign version 2; its
 * rollout catches the harm and rolls back automatically; version 3 is fully released; an auditor proves it.
 */
test.describe.configure({ mode: "serial" });

const ROLLOUT_MS_MAX = 420_000;
let replay: Replay;
let bad = 0;
let good = 0;

test.afterAll(async () => {
  await replay?.stop();
});

test("a data scientist opens a release of version 2 and cannot sign it", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  bad = await openRelease(page, 2);
  await expect(page.getByText("In review").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Cannot sign" })).toContainText("opened it");
});

test("an edit of the plan voids the signatures over the plan, and only those", async ({ page }) => {
  await approveAs(page, "Anna Novak", bad);
  await approveAs(page, "Tomás Ruiz", bad);
  await signIn(page, "Jonas Lindqvist");
  await page.goto(`/releases/${bad}/edit`);
  await page.getByLabel("Traffic, %").nth(1).fill("6");
  await page.getByRole("button", { name: /save|round/i }).click();
  await expect(page).toHaveURL(new RegExp(`/releases/${bad}$`));
  await expect(page.getByText("Round 2").first()).toBeVisible();
  const seats = page.getByRole("region", { name: "Seats" });
  await expect(seats.getByRole("listitem").filter({ hasText: /stale/i })).toHaveCount(1);
  await expect(seats.getByText("1 of 5 met")).toBeVisible();
});

test("a challenge is answered, the five functions sign, the last seat approves", async ({ page }) => {
  await settleChallenge(page, bad);
  for (const name of REVIEWERS.filter((name) => name !== "Anna Novak")) await approveAs(page, name, bad);
  await expect(page.getByText("Approved").first()).toBeVisible();
});

test("live traffic shows what the offline report could not, and version 2 rolls back automatically", async ({
  page,
}) => {
  test.setTimeout(ROLLOUT_MS_MAX + 60_000);
  replay = await replayFlights();
  await startRollout(page, bad);
  await expect(page.getByText("Rolled back").first()).toBeVisible({ timeout: ROLLOUT_MS_MAX });
  await expect(page.getByText(/Everyone is on v1 again/)).toBeVisible();
  await expect(page.getByText(/Detected \+/)).toBeVisible();
  const chart = page.getByRole("slider", { name: "Log-loss over time" });
  await chart.press("Home");
  await expect(chart).toHaveAttribute("aria-valuetext", /, Shadow: /);
  await page.getByRole("button", { name: "Shadow", exact: true }).click();
  await expect(page.getByText("Guardrails as Shadow ended").first()).toBeVisible();
  await page
    .getByRole("link", { name: /^Incident \d/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("flight-delay v2");
  await page.goto("/models/flight-delay?tab=live");
  await expect(page.getByText(/v2/).first()).toBeVisible();
});

test("its incident is explained and closed, and what it taught is put in force", async ({ page }) => {
  await signIn(page, "Jonas Lindqvist");
  await page.goto("/");
  await page.getByRole("link", { name: /^Explain: Incident \d/ }).click();
  await page.getByLabel("What caused it").fill("Serving sent the departure hour on a 12-hour clock.");
  await page.getByRole("button", { name: "Record the cause" }).click();
  await expect(page.getByText("recorded by Jonas Lindqvist", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Step 3 is done", exact: true }).click();
  await expect(page.getByText("1 of 5 done")).toBeVisible();
  const learning = "Compare live inputs with training in shadow.";
  await page.getByLabel("What was learned", { exact: true }).fill(learning);
  await page.getByLabel("What changes").selectOption({ label: "Policy" });
  await page.getByLabel("Who sees to it").selectOption({ label: "Dana Weiss" });
  await page.getByRole("button", { name: "Add the learning" }).click();
  await expect(page.getByText(learning)).toBeVisible();
  await signIn(page, "Ines Prado");
  await page.goto("/incidents?state=open");
  await page
    .getByRole("table")
    .getByRole("link", { name: /^Incident \d/ })
    .click();
  await page.getByLabel("Severity", { exact: true }).selectOption("2");
  await page.getByLabel("Lead", { exact: true }).selectOption({ label: "Ines Prado" });
  await page.getByLabel("What it is judged by").fill("Afternoon flights only, for minutes.");
  await page.getByRole("button", { name: "Assess" }).click();
  await expect(page.getByText("led by Ines Prado").first()).toBeVisible();
  await page.getByLabel("In one sentence").fill("A 12-hour clock in serving; fixed and tested.");
  await page.getByRole("button", { name: "Close the incident" }).click();
  await expect(page.getByText("Closed by Ines Prado.")).toBeVisible();
  await signIn(page, "Dana Weiss");
  await page.getByRole("link", { name: `Open: ${learning}` }).click();
  await page.getByRole("button", { name: "In force: learning 1" }).click();
  await page.getByLabel("Reason").fill("The next policy compares them.");
  await page.getByRole("dialog").getByRole("button", { name: "In force" }).click();
  await expect(page.getByText("1 of 1 in force")).toBeVisible();
});

test("anybody finds it by its words, and what served in any span", async ({ page }) => {
  await signIn(page, "Sam Achebe");
  await untilHeard(
    () => page.keyboard.press("ControlOrMeta+k"),
    () => expect(page.getByRole("combobox")).toBeFocused({ timeout: 2000 }),
  );
  await page.keyboard.type("rolled back");
  await expect(page.getByRole("option", { name: new RegExp(`^Release ${bad}:`) })).toBeVisible();
  await page.getByRole("option", { name: /^All results/ }).click();
  await expect(page.getByRole("region", { name: "Incidents" })).toContainText("Closed");
  await page.goto("/models/flight-delay?tab=live&at=2026-01-01&until=2100-01-01");
  await expect(page.getByRole("status").first()).toContainText("v1 and v2 served.");
});

test("version 3 is fully released", async ({ page }) => {
  test.setTimeout(ROLLOUT_MS_MAX + 120_000);
  await signIn(page, "Jonas Lindqvist");
  good = await openRelease(page, 3);
  await settleChallenge(page, good);
  for (const name of REVIEWERS) await approveAs(page, name, good);
  await startRollout(page, good);
  await expect(page.getByText("Completed").first()).toBeVisible({ timeout: ROLLOUT_MS_MAX });
  await page.goto("/models/flight-delay");
  await expect(page.getByText("Live on production").first()).toBeVisible();
  await replay.stop();
});

test("an auditor finds the rollback and checks its proof in the browser", async ({ page }) => {
  await signIn(page, "Sam Achebe");
  await page.goto("/audit?action=rollout.rolled-back");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText("Included")).toBeVisible();
  await expect(page.getByText("rollout.rolled-back").first()).toBeVisible();
});

test("the command line lists, exports and verifies, and reports a flipped byte", async () => {
  const listed = await countersign("release", "list", "--json");
  expect(listed.code).toBe(0);
  expect(listed.output).toContain("rolled-back");
  const packet = await packetFolder();
  const exported = await countersign("export", String(bad), "--out", packet);
  expect(exported.output + exported.code).toMatch(/0$/);
  const byWhoseKey = await countersign("verify", packet);
  expect(byWhoseKey.output).toContain("by whose key? Give it with --vkey.");
  expect(byWhoseKey.code).toBe(3);
  const keys = [
    "--vkey",
    join(dataFolder(), "signer/signer.vkey"),
    "--witness",
    join(dataFolder(), "witness/witness.vkey"),
  ];
  const verified = await countersign("verify", packet, ...keys);
  expect(verified.output).toContain("1 of the 1 required witnesses cosigned the checkpoint");
  expect(verified.output + verified.code).toMatch(/The packet is complete and true\.\s*0$/);
  const place = await flipOneByte(packet, "gate-verdicts.ndjson");
  const tampered = await countersign("verify", packet, ...keys);
  expect(tampered.code).toBe(1);
  expect(tampered.output).toContain(place);
});

test("the people of the story are those of the demonstration", async () => {
  const { people } = await demonstration();
  expect(people.map((person) => person.name)).toEqual(expect.arrayContaining([...REVIEWERS]));
});
