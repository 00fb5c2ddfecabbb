import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { outcomeOf, wantsKind, webhookAddress, webhookRetryMs } from "./webhook.ts";

it.each<[readonly string[], string, boolean]>([
  [[], "release.opened", true],
  [["release"], "release.opened", true],
  [["release.opened"], "release.opened", true],
  [["release.opened"], "release.submitted", false],
  [["rollout"], "release.opened", false],
  [["webhook"], "webhook-secret.rotated", false],
])("%j wants %s: %s", (kinds, type, wanted) => {
  expect(wantsKind(kinds, type)).toBe(wanted);
});

it.each([
  ["http://hooks.example.com/", "webhook-not-https"],
  ["ftp://hooks.example.com/", "webhook-not-https"],
  ["file:///etc/passwd", "webhook-not-https"],
  ["hooks.example.com", "webhook-not-https"],
  ["https://user:word@hooks.example.com/", "webhook-credentials"],
  ["https://user@hooks.example.com/", "webhook-credentials"],
  ["https://hooks.example.com/#part", "webhook-fragment"],
])("does not post to %s: %s", (url, code) => {
  expect(webhookAddress(url, false)).toMatchObject({ ok: false, error: { code, field: "url" } });
});

it("posts without TLS only where private addresses are allowed", () => {
  expect(webhookAddress("http://127.0.0.1:8080/", true)).toMatchObject({ ok: true });
  expect(webhookAddress("ftp://127.0.0.1/", true)).toMatchObject({ ok: false });
  expect(webhookAddress("https://hooks.example.com/in?team=a", false)).toMatchObject({ ok: true });
});

it("tries again later and later, spread by chance, for three days", () => {
  expect([1, 2, 3].map((tries) => webhookRetryMs(tries, 0.5))).toEqual([30_000, 90_000, 270_000]);
  expect([webhookRetryMs(1, 0), webhookRetryMs(1, 1)]).toEqual([24_000, 36_000]);
  expect(webhookRetryMs(40, 1)).toBe(7.2 * HOUR_MS);
  const queued = new Date("2026-11-28T00:00:00Z");
  const outcome = (status: number | null, ms: number) =>
    outcomeOf({ status, queuedAt: queued, now: new Date(queued.getTime() + ms) });
  for (const status of [null, 302, 400, 429, 500]) {
    expect(outcome(status, 3 * DAY_MS - 1)).toEqual({ state: "due" });
    expect(outcome(status, 3 * DAY_MS)).toEqual({ state: "dead", reason: "unreached" });
  }
  expect(outcome(204, 9 * DAY_MS)).toEqual({ state: "sent" });
  expect(outcome(410, 0)).toEqual({ state: "dead", reason: "gone" });
});
