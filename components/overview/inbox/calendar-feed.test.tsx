// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { CalendarFeed } from "./calendar-feed.tsx";

it("shows the address once, when it is made, and takes it away when it is revoked", async () => {
  const acts: string[] = [];
  const page = mounted(
    <CalendarFeed
      since={null}
      issue={async () => {
        acts.push("issue");
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
  await act(async () => {});
  expect(document.querySelector("code")?.textContent).toMatch(/^http.*\/api\/v1\/calendar\/a\.b\.ics$/);
  page.press("Revoke");
  await act(async () => {});
  expect(document.querySelector("code")).toBeNull();
  expect(acts).toEqual(["issue", "revoke"]);
});

it("says why it could not be made", async () => {
  const problem = { title: "Too many requests.", todo: "Wait a minute." };
  const refuse = async () => ({ ok: false, problem }) as const;
  const page = mounted(<CalendarFeed since="2026-11-26T08:00:00.000Z" issue={refuse} revoke={refuse} />);
  page.press("New address");
  await act(async () => {});
  expect(page.screen.getByText("Too many requests.")).toBeTruthy();
});
