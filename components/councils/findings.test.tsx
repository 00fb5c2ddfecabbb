// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import type { FindingView } from "#lib/councils/views/finding-list.ts";
import { findingListView } from "#lib/councils/views/finding-list.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { FindingActs } from "./finding-acts.tsx";
import { FindingForm, type FindingInput } from "./finding-form.tsx";
import { findingDetail, findingLook } from "./finding-words.ts";
import { FindingsView } from "./findings-view.tsx";

const finding = (more: Partial<FindingView> = {}): FindingView => ({
  number: 3,
  version: 2,
  title: "Late nights",
  hypothesis: "Too few of them were in the training data.",
  severity: "high",
  state: "open",
  owner: { id: "p1", name: "Jonas Lindqvist" },
  dueAt: "2026-12-04T00:00:00.000Z",
  overdue: false,
  metric: "accuracy",
  slice: "night flights",
  openedBy: "Vic Adeyemi",
  openedAt: "2026-11-20T00:00:00.000Z",
  closed: null,
  whyNotResolve: null,
  whyNotAccept: "Only a holder of the function compliance accepts a finding.",
  ...more,
});
const list = (open: FindingView[], closed: FindingView[] = []) =>
  findingListView.parse({
    model: "flight-delay",
    open,
    closed,
    owners: [{ id: "p1", name: "Jo" }],
    whyNotOpen: null,
  });

describe("the findings of a model", () => {
  it("are listed with what they are of, where they show and who sees to them", () => {
    const text = textOf(<FindingsView list={list([finding()])} form={null} actsOf={() => null} />);
    expect(text).toContain("3. Late nights");
    expect(text).toContain("v2 · accuracy · in night flights · Jonas Lindqvist sees to it");
    const empty = textOf(<FindingsView list={list([])} form={null} actsOf={() => null} />);
    expect(empty).toContain("No finding is open");
    const closed = finding({
      state: "accepted",
      closed: { by: "Carla Diaz", at: finding().openedAt, reason: "Small." },
    });
    expect(textOf(<FindingsView list={list([], [closed])} form={null} actsOf={() => null} />)).toContain(
      "“Small.”",
    );
  });

  it.each([
    [{}, "High"],
    [{ overdue: true, severity: "low" }, "Low, overdue"],
    [{ severity: "medium" }, "Medium"],
    [{ state: "resolved" }, "Resolved"],
    [{ state: "accepted" }, "Accepted as it is"],
  ] as const)("look like what they are: %o", (more, word) => {
    expect(findingLook(finding(more)).word).toBe(word);
  });

  it("of all versions say so", () => {
    expect(findingDetail(finding({ version: null, metric: null, slice: null }))).toBe(
      "all versions · Jonas Lindqvist sees to it",
    );
  });

  it("are opened with what was typed", async () => {
    const sent: FindingInput[] = [];
    const page = mounted(
      <FindingForm
        owners={[{ id: "p1", name: "Jo" }]}
        open={async (input) => {
          sent.push(input);
          return { ok: true, value: undefined };
        }}
      />,
    );
    page.type("Title", "Late nights");
    page.type("Hypothesis", "Too few.");
    page.type("Severity", "high");
    page.type("Who sees to it", "p1");
    page.type("Due", "2099-01-02");
    page.type("Metric (optional)", "accuracy");
    await page.submit("Open the finding");
    expect(sent).toMatchObject([{ title: "Late nights", severity: "high", owner: "p1", metric: "accuracy" }]);
    expect(sent[0]).not.toHaveProperty("slice");
  });

  it("are closed in the ways that the reader has", () => {
    const page = mounted(
      <FindingActs finding={finding()} close={async () => ({ ok: true, value: undefined })} />,
    );
    page.press("Resolve finding 3");
    expect(page.screen.getByText(/Says that the gap is gone/)).toBeTruthy();
    const none = finding({ whyNotResolve: "No." });
    expect(textOf(<FindingActs finding={none} close={async () => ({ ok: true, value: undefined })} />)).toBe(
      "",
    );
  });
});
