// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { expect, it } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { CalendarFeed } from "./calendar-feed.tsx";

it("shows the address once, when it is made, and takes it away when it is revoked", async () => {
  const acts: string[] = [];
  const page = mounted(
    <CalendarFeed
      since={null}
      means={PASSWORD_ALONE}
      issue={async ({ presence }) => {
        acts.push(`issue by ${presence.password}`);
        return { ok: true, value: { path: "/api/v1/calendar/a.b.ics" } };
      }}
      revoke={async () => {
        acts.push("revoke");
        return { ok: true, value: undefined };
      }}
    />,
  );
  expect(page.screen.queryByRole("button", { name: "Revoke" })).toBeNull();
  page.press("Make an address");
  expect(acts).toEqual([]);
  page.type("Your password", "nine amber kites");
  await page.submit("Make an address");
  expect(document.querySelector("code")?.textContent).toMatch(/^http.*\/api\/v1\/calendar\/a\.b\.ics$/);
  page.press("Revoke");
  await act(async () => {});
  expect(document.querySelector("code")).toBeNull();
  expect(acts).toEqual(["issue by nine amber kites", "revoke"]);
});

it("says why it could not be made", async () => {
  const problem = { title: "Too many requests.", todo: "Wait a minute." };
  const refuse = async () => ({ ok: false, problem }) as const;
  const page = mounted(
    <CalendarFeed since="2026-11-26T08:00:00.000Z" means={PASSWORD_ALONE} issue={refuse} revoke={refuse} />,
  );
  page.press("New address");
  page.type("Your password", "wrong");
  await page.submit("New address");
  expect(page.screen.getByText("Too many requests.")).toBeTruthy();
});
