import { describe, expect, it } from "vitest";
import { type Decision, decisionLine } from "./decision-line.ts";

const release = { number: 4, model: "flight-delay", version: 3, base: 2, pointer: "production" };
const decision = (action: Decision["action"], more: Partial<Decision> = {}): Decision => ({
  uid: "u",
  index: 7,
  action,
  at: "2026-03-01T12:00:00.000Z",
  actor: { name: null },
  release,
  rollout: null,
  policyVersion: null,
  ...more,
});
const rollout = { stage: "Canary", guardrail: null, secondsToBase: null };

describe("a decision on the home page", () => {
  it("says what became of which version, where, and who signed last", () => {
    const line = decisionLine(decision("release.approved", { actor: { name: "Mira Okafor" } }));
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
    expect(decisionLine(decision(action)).detail).toBe(detail);
  });

  it("says which guardrail rolled a version back, and how fast everyone was on the base", () => {
    const back = { stage: "Canary", guardrail: "Log-loss", secondsToBase: 1.234 };
    expect(decisionLine(decision("rollout.rolling-back", { rollout: back }))).toMatchObject({
      title: "flight-delay v3 rolled back by Log-loss",
      detail: "everyone on v2 after 1.23 s",
      tone: "fail",
      href: "/releases/4/rollout",
    });
  });

  it("says that a version is fully released, by the plan", () => {
    expect(decisionLine(decision("rollout.completed", { rollout }))).toMatchObject({
      title: "flight-delay v3 fully released",
      detail: "at Canary, by the plan",
    });
  });

  it("leads to the policy, and to the log where it can read no more", () => {
    const actor = { name: "Ada Berg" };
    const published = decision("policy.published", { release: null, policyVersion: 2, actor });
    expect(decisionLine(published)).toMatchObject({
      title: "Policy 2 published",
      detail: "by Ada Berg",
      href: "/policy",
    });
    const unread = { release: null, index: null };
    expect(decisionLine(decision("release.lapsed", unread))).toMatchObject({
      title: "A release lost its approval: a signer's authority ended",
      href: "/audit/u",
    });
  });
});
