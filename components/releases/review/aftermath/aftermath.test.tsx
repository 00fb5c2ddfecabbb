// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { releaseView, rollback } from "#lib/testing/specimens/views/releases.ts";
import { ReleaseView } from "../release-view.tsx";
import { FindingForm } from "./finding-form.tsx";

const found = { by: "Jonas Lindqvist", at: "2026-11-25T12:00:00.000Z", text: "A 12-hour clock." };
const shown = (changed: Parameters<typeof releaseView>[0], finding = "") => (
  <ReleaseView release={releaseView(changed)} tab="changes" decision={null} finding={finding} />
);

describe("a release that was rolled back", () => {
  it("leads with why, and links its incident and its rollout", () => {
    const page = shown({ state: "rolled-back", rolledBack: rollback() });
    const text = textOf(page);
    expect(text).toContain("Log-loss: worse by 0.077 (at least 0.022); limit 0.005.");
    expect(text.indexOf("Why it was rolled back")).toBeLessThan(text.indexOf("What changes against"));
    expect(markupOf(page)).toContain('href="/incidents/1"');
    expect(markupOf(page)).toContain('href="/releases/7/rollout"');
  });

  it("says whose answer is missing, and asks whoever may give it", () => {
    const text = textOf(shown({ state: "rolled-back", rolledBack: rollback() }, "THE FORM"));
    expect(text).toContain("Jonas Lindqvist has not recorded yet what was found. THE FORM");
  });

  it("shows what was found, and that a text was erased", () => {
    const findings = [found, { ...found, at: "2026-11-25T13:00:00.000Z", by: null, text: null }];
    const text = textOf(shown({ state: "rolled-back", rolledBack: rollback({ findings }) }));
    expect(text).toMatch(/A 12-hour clock\. Jonas Lindqvist, .*This text was erased\. Somebody, /);
    expect(text).not.toContain("has not recorded");
  });

  it("is told with the next release of its model, by hand or by plan", () => {
    const before = {
      rolledBackBefore: rollback({ release: 6, because: null, incident: null, findings: [found] }),
    };
    const page = shown(before);
    expect(textOf(page)).toMatch(/The release before was rolled back Release 6.*Rolled back by hand\./);
    expect(textOf(page)).toContain("A 12-hour clock.");
    expect(markupOf(page)).not.toContain("/incidents/");
    expect(textOf(shown({}))).not.toContain("rolled back");
  });
});

describe("the question what was found", () => {
  const asked = (first: boolean, answer: Answer = { ok: true, value: undefined }) => {
    const submit = vi.fn(async () => answer);
    return { ...mounted(<FindingForm first={first} submit={submit} />), sent: submit };
  };

  it("sends the answer trimmed, then empties and refreshes the page", async () => {
    const page = asked(true);
    page.type(/^What caused it/, "  A 12-hour clock. ");
    await page.submit("Record finding");
    expect(page.sent).toHaveBeenCalledWith({ finding: "A 12-hour clock." });
    expect(page.journey).toEqual(["refresh"]);
    expect(page.screen.getByLabelText(/^What caused it/)).toHaveProperty("value", "");
  });

  it("loses nothing typed where it was refused", async () => {
    const page = asked(false, { ok: false, problem: { title: "No.", fields: { finding: "at most 4,000" } } });
    page.type("What else was found", "More.");
    await page.submit("Record finding");
    const field = page.screen.getByLabelText("What else was found");
    expect(field).toHaveProperty("value", "More.");
    expect(document.activeElement).toBe(field);
    expect(page.journey).toEqual([]);
  });
});
