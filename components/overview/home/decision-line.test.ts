import { describe, expect, it } from "vitest";
import { decision } from "#lib/testing/specimens/views/home.ts";
import { decisionLine } from "./decision-line.ts";

const rollout = { number: 2, stage: "Canary", guardrail: null, secondsToBase: null };

describe("a decision on the home page", () => {
  it("says what became of which version, where, and who signed last", () => {
    const line = decisionLine(
      decision({ action: "release.approved", actor: { type: "user", name: "Mira Okafor" } }),
    );
    expect(line).toMatchObject({
      title: "flight-delay v3 approved",
      detail: "to production, last signed by Mira Okafor",
      tone: "pass",
      href: "/releases/4",
      leafIndex: 7,
    });
  });

  it.each([
    ["release.approved", "to production, every seat is met"],
    ["release.changes-requested", "to production, an objection counts again"],
  ] as const)("%s with nobody's signature says why", (action, detail) => {
    expect(decisionLine(decision({ action, actor: { type: "system", name: null } })).detail).toBe(detail);
  });

  it("says which guardrail rolled a version back, and how fast everyone was on the base", () => {
    const back = { number: 2, stage: "Canary", guardrail: "Log-loss", secondsToBase: 1.234 };
    expect(decisionLine(decision({ action: "rollout.rolling-back", rollout: back }))).toMatchObject({
      title: "flight-delay v3 rolled back by Log-loss",
      detail: "everyone on v2 after 1.23 s",
      tone: "fail",
      href: "/releases/4/rollout",
    });
  });

  it("says that a version is fully released, by the plan", () => {
    expect(decisionLine(decision({ action: "rollout.completed", rollout }))).toMatchObject({
      title: "flight-delay v3 fully released",
      detail: "at Canary, by the plan",
    });
  });

  it("leads to the incident that was closed", () => {
    const actor = { type: "user", name: "Ines Prado" } as const;
    expect(decisionLine(decision({ action: "incident.closed", incident: 3, actor }))).toMatchObject({
      title: "Incident 3 closed",
      detail: "flight-delay v3 on production, by Ines Prado",
      href: "/incidents/3",
    });
  });

  it("leads to the policy, and to the log where it can read no more", () => {
    const actor = { type: "user", name: "Ada Berg" } as const;
    const published = decision({ action: "policy.published", release: null, policyVersion: 2, actor });
    expect(decisionLine(published)).toMatchObject({
      title: "Policy 2 published",
      detail: "by Ada Berg",
      href: "/policy",
    });
    const unread = { release: null, index: null };
    expect(decisionLine(decision({ action: "release.lapsed", ...unread }))).toMatchObject({
      title: "A release lost its approval: a signer may no longer sign",
      href: "/audit/u",
    });
  });
});
