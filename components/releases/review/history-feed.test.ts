import { describe, expect, it } from "vitest";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { event } from "#lib/testing/specimens/views/releases.ts";
import { historyFeed } from "./history-feed.ts";

const about = { uid: "u", at: "2026-03-01T12:00:00.000Z", actor: "Mira Okafor", round: 2 };
const line = (action: string, more: Parameters<typeof event>[0] = {}) =>
  historyFeed([event({ ...about, action, ...more })])[0]!;

describe("a release's history", () => {
  it("says who did what, in which round, and leads to the leaf", () => {
    expect(line("release.submitted")).toEqual({
      id: "u",
      title: "Submitted by Mira Okafor",
      tone: "yours",
      detail: "round 2",
      at: "2026-03-01T12:00:00.000Z",
      href: "/audit/7",
    });
    expect(line("release.opened", { index: null }).href).toBe("/audit/u");
    expect(line("release.edited", { changed: ["data", "card"] }).detail).toBe(
      "round 2: the model card and the data changed",
    );
  });

  it("says what was decided, and for which function", () => {
    const cast = (decision: VerdictDecision) => line("verdict.cast", { decision, seat: "security" });
    expect(cast("approve")).toMatchObject({ title: "Mira Okafor approved", tone: "pass" });
    expect(cast("request-changes")).toMatchObject({ title: "Mira Okafor requested changes", tone: "hold" });
    expect(cast("reject")).toMatchObject({ title: "Mira Okafor rejected", tone: "fail" });
    expect(cast("approve").detail).toBe("for Security, round 2");
  });

  it("gives the reason somebody gave", () => {
    const withdrawn = line("release.withdrawn", { reason: "Trained on the wrong month." });
    expect(withdrawn).toMatchObject({
      title: "Withdrawn by Mira Okafor",
      detail: "Trained on the wrong month.",
    });
    expect(line("release.rolled-back")).toMatchObject({ title: "Rolled back", tone: "fail" });
    expect(line("release.lapsed").detail).toBe("a signer lost the authority to sign");
  });

  it.each([
    ["release.opened", "Opened by Mira Okafor", "plain", ""],
    ["release.review-resumed", "Review resumed", "plain", "no objections left"],
    ["release.approved", "Approved", "pass", "every seat signed, round 2"],
    ["release.rejected", "Rejected", "fail", ""],
    ["release.expired", "Expired", "plain", "the period ended"],
    ["release.lapsed", "Approval lapsed", "hold", "a signer lost the authority to sign"],
    ["release.started", "Started by Mira Okafor", "yours", ""],
    ["release.completed", "Fully released", "pass", "every stage passed"],
    ["objection.lifted", "Mira Okafor lifted an objection", "hold", "for an unnamed seat, round 2"],
    ["release.explained", "Mira Okafor recorded what was found", "yours", ""],
    ["release.reinstated", "Live again", "plain", "the pointer went back to this version"],
    ["release.superseded", "Superseded", "plain", "a later release replaced it"],
  ])("words %s", (action, title, tone, detail) => {
    expect(line(action)).toMatchObject({ title, tone, detail });
  });

  it("says whose seat asked for changes, and nothing of a verdict that an entry does not name", () => {
    expect(line("release.changes-requested", { seat: "security" })).toMatchObject({
      detail: "by Security",
      tone: "hold",
    });
    expect(line("verdict.cast")).toMatchObject({
      title: "Mira Okafor decided",
      detail: "for an unnamed seat, round 2",
      tone: "plain",
    });
  });

  it("keeps the name of what it does not know, also of what every object has", () => {
    expect(line("release.gilded")).toMatchObject({ title: "release.gilded", detail: "Mira Okafor" });
    expect(line("constructor").title).toBe("constructor");
  });
});
