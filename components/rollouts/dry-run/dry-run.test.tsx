// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import type { DryRollout, DryRunView } from "#lib/rollouts/views/dry-run.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { dryRollout } from "#lib/testing/specimens/views/dry-run.ts";
import { DryRun } from "./dry-run.tsx";
import { missedText, summaryText, wentText, wouldText } from "./dry-run-words.ts";

const words = (changed: Partial<DryRollout>) => wouldText(QUICK_PLAN, dryRollout(changed));
const caught = dryRollout({
  number: 3,
  version: 2,
  went: { state: "rolled-back", seconds: 780, because: null },
});
const passed = dryRollout({
  would: { outcome: "advance", stage: null, guardrail: null, seconds: null },
});

describe("what a plan would have made of a rollout", () => {
  it.each<[Partial<DryRollout>, string]>([
    [{}, "rolls back in 25 % after 9 min, for Log-loss"],
    [
      { would: { outcome: "halt", stage: "shadow", guardrail: "errors", seconds: 4 } },
      "halts in Shadow after 4 s, for Error rate",
    ],
    [passed, "every guardrail with evidence passes"],
    [
      { ...passed, unmeasured: ["error-rate"] },
      "every guardrail with evidence passes; no evidence for Error rate",
    ],
    [
      { would: { outcome: "hold", stage: "full", guardrail: "log-loss", seconds: null } },
      "Log-loss stays undecided in 100 %",
    ],
    [
      { would: { outcome: "hold", stage: null, guardrail: null, seconds: null }, unmeasured: ["log-loss"] },
      "nothing was reported for its guardrails",
    ],
  ])("%#: is said by stage, time and guardrail", (changed, text) => {
    const { would, ...rest } = changed;
    const named = would?.guardrail === "errors" ? { ...would, guardrail: "error-rate" } : would;
    expect(words({ ...rest, ...(named ? { would: named } : {}) })).toBe(text);
  });

  it("is summed up by how they went, with what it would have missed", () => {
    expect(summaryText([caught, dryRollout(), passed])).toBe(
      "Would have rolled back 2 of 3: 1 that was rolled back then and 1 that was fully released.",
    );
    expect(summaryText([passed])).toBe("Would have rolled back 0 of 1.");
    expect(missedText([caught, passed])).toBeNull();
    expect(missedText([{ ...passed, went: caught.went, number: 9, version: 4 }])).toBe(
      "Would not have rolled back rollout 9 of v4.",
    );
    expect([caught, passed].map(wentText)).toEqual(["rolled back after 13 min", "fully released after 2 h"]);
  });
});

describe("a dry run", () => {
  const asked = (answer: Answer<DryRunView>, plan = QUICK_PLAN) => {
    const tryOut = vi.fn(async () => answer);
    return { ...mounted(<DryRun plan={plan} tryOut={tryOut} />), tryOut };
  };
  const shown = () => document.body.textContent;

  it("runs when it is asked for, and leads to each rollout", async () => {
    const { press, screen, tryOut } = asked({ ok: true, value: { rollouts: [dryRollout(), caught] } });
    expect(tryOut).not.toHaveBeenCalled();
    press("Try on past rollouts");
    const link = await screen.findByRole("link", {
      name: "v2: rolls back in 25 % after 9 min, for Log-loss",
    });
    expect(link.getAttribute("href")).toBe("/releases/7/rollout");
    expect(tryOut).toHaveBeenCalledWith(QUICK_PLAN);
    expect(shown()).toContain("Would have rolled back 2 of 2");
    expect(shown()).not.toContain("changed since");
  });

  it("says where no rollout ended yet, and what the server refused", async () => {
    const empty = asked({ ok: true, value: { rollouts: [] } });
    empty.press("Try on past rollouts");
    await empty.screen.findByText("No rollout has ended on this pointer yet.");
    const refused = asked({ ok: false, problem: { title: "Guardrails: too many." } });
    refused.press("Try on past rollouts");
    await refused.screen.findByText(/too many/);
  });
});
