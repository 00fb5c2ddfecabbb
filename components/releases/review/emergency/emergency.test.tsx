// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { emergencyView } from "#lib/releases/views/emergency.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { Emergency } from "./emergency.tsx";

const declared = {
  state: "declared" as const,
  incident: 3,
  reason: "Flights at night are all late.",
  scope: "The threshold at night.",
  maxPercent: 25,
  endsAt: "2026-11-28T08:00:00.000Z",
  declaredBy: "Jonas Lindqvist",
  digest: `sha256:${"a".repeat(64)}`,
  authorisedBy: null,
  authorisedAt: null,
  bypassed: [],
  dueAt: "2026-11-29T08:00:00.000Z",
  overdue: false,
};
const viewOf = (of: object | null, more: object = {}) =>
  emergencyView.parse({
    declared: of && { ...declared, ...of },
    whyNotDeclare: null,
    whyNotAuthorise: null,
    seat: "compliance",
    ...more,
  });
const accepted: Answer = { ok: true, value: undefined };
const shown = (emergency = viewOf({}), submit = vi.fn(async () => accepted)) => (
  <Emergency emergency={emergency} means={PASSWORD_ALONE} declare={submit} authorise={submit} />
);

describe("an emergency", () => {
  it("is declared with its incident and bounds", async () => {
    const submit = vi.fn(async () => accepted);
    const page = mounted(shown(viewOf(null), submit));
    page.type("Incident", "3");
    page.type("Why it cannot wait", "Flights are late.");
    page.type("What it changes, and what not", "The threshold.");
    await page.submit("Declare it");
    expect(submit).toHaveBeenCalledWith({
      incident: "3",
      reason: "Flights are late.",
      scope: "The threshold.",
      maxPercent: "10",
      hours: "24",
    });
  });

  it("says why the reader is not the second person", () => {
    const text = textOf(
      shown(viewOf({}, { whyNotAuthorise: "You cannot sign this release: you opened it." })),
    );
    for (const said of ["It waits for a second person.", "at most 25 %", "incident 3", "you opened it"])
      expect(text).toContain(said);
  });

  it("is let out with a proof", async () => {
    const submit = vi.fn(async () => accepted);
    const page = mounted(shown(viewOf({}), submit));
    page.press("Let it out");
    page.type("Your password", "secret");
    await page.submit("Let it out before its review");
    expect(submit).toHaveBeenCalled();
  });

  it.each([
    [{ state: "authorised" }, "it may go out before its review"],
    [{ state: "retrospective-review" }, "it went out before its review"],
    [{ state: "retrospective-review", overdue: true }, "its review is overdue"],
    [{ state: "closed" }, "its review is closed"],
  ])("in %o says so, and what it went out without", (of, title) => {
    const text = textOf(
      shown(viewOf({ ...of, authorisedBy: "Carla Diaz", bypassed: ["security", "card-latest"] })),
    );
    expect(text).toContain(title);
    expect(text).toContain("Let out by Carla Diaz, without security, card-latest.");
    expect(text).not.toContain("Let it out");
  });
});
