import { describe, expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import { mine, own, releaseView, sections, writtenCase } from "#lib/testing/specimens/views/releases.ts";
import { planRows } from "./plan-rows.ts";
import { SinceSheet } from "./since-sheet.tsx";
import { sinceSigned } from "./since-signed.ts";

const now = sections();
const [first, ...others] = now.plan.stages;
const before = sections({
  plan: { ...now.plan, stages: [{ ...first!, minSeconds: first!.minSeconds + 3600 }, ...others] },
  case: writtenCase({ risk: "None known." }),
  target: { ...now.target, base: { version: 9, digest: digestOf("1") } },
});
const at = "2026-11-24T16:42:00.000Z";
const signed = (changed: ("case" | "plan" | "card" | "target")[]) =>
  releaseView({
    round: 2,
    mine: mine({ seats: [own()] }),
    signedBefore: {
      seat: "security",
      round: 1,
      decision: "approve",
      at,
      sections: before,
      changed,
      card: changed.includes("card") ? "# One line\nkept" : null,
    },
    card: { candidate: "# Two lines\nkept", base: null, revision: 3 },
    rounds: [{ round: 2, openedAt: at, openedBy: "Jonas Lindqvist", changedSections: ["plan"] }],
  });
const shown = (changed: Parameters<typeof signed>[0]) =>
  textOf(<SinceSheet since={sinceSigned(signed(changed))!} />);

describe("what changed since the reader signed", () => {
  it("is nothing to show where they signed nothing before", () => {
    expect(sinceSigned(releaseView())).toBeNull();
  });

  it("names the verdict, who edited since, and every section, the reader's own first", () => {
    const since = sinceSigned(signed(["card", "plan"]))!;
    expect(since).toMatchObject({
      act: "You approved for Security",
      edits: [{ by: "Jonas Lindqvist" }],
      changes: [
        { section: "plan", mine: true, size: "1 value" },
        { section: "card", mine: false, size: "2 lines" },
      ],
    });
    expect(since.same.filter((section) => section.mine).map(({ title }) => title)).toEqual([
      "Case",
      "Artifact",
    ]);
  });

  it("shows values of the plan old and new, and whether they are stricter or looser", () => {
    const text = shown(["plan"]);
    expect(text).toContain("Changed since you signed round 1");
    expect(text).toMatch(/at least\s.*looser/);
    expect(planRows(now.plan, before.plan)).toMatchObject([{ effect: "stricter" }]);
  });

  it("shows lines of card and case, and values of the rest", () => {
    const text = shown(["card", "case", "target"]);
    expect(text).toContain("- # One line");
    expect(text).toContain("+ # Two lines");
    expect(text).toMatch(/Risk\s.*- None known\./);
    expect(text).not.toContain("Expected benefit");
    expect(text).toMatch(/Replaces\s+v9\s+v1/);
  });

  it("counts one section's values: none where only the digest differs", () => {
    expect(sinceSigned(signed(["target"]))!.changes).toMatchObject([{ size: "1 value" }]);
  });
});
