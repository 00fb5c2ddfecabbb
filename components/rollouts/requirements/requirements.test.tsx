import { describe, expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { rollout, source, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { PriorChecks } from "./prior-checks.tsx";
import { priorChecks, requirementsOf } from "./requirement-words.ts";
import { Requirements } from "./requirements.tsx";

const titles = (view: ReturnType<typeof rollout>) =>
  requirementsOf(view).map(({ title, detail }) => `${title}; ${detail}`);

describe("the requirements for the next stage", () => {
  it("are all listed at once, with how long each takes", () => {
    const guardrails = withVerdict(0, {
      state: "INCONCLUSIVE",
      samplesNeeded: 2000,
      n: { baseline: 60_000, candidate: 20_000 },
    });
    expect(titles(rollout({ guardrails, stageEnteredAt: later(-40) }))).toEqual([
      "3 of 4 guardrails pass; judged at every look",
      "Log-loss: undecided; about 2,000 more, 4 s",
      "Minimum time not over; 20 s of 1 min left",
    ]);
    expect(titles(rollout())).toEqual([
      "4 of 4 guardrails pass; judged at every look",
      "Minimum time over; at least 1 min",
    ]);
  });

  it("name what only the guardrail's row explains", () => {
    const guardrails = withVerdict(1, { state: "STALE" });
    expect(titles(rollout({ guardrails }))).toContain("Errors: stale; see below");
  });

  it("end at a deadline, and with the rollout", () => {
    const text = textOf(<Requirements view={rollout()} />);
    expect(text).toContain("If it is still undecided at 23 Nov 2026, 14:52 , the plan halts it.");
    expect(textOf(<Requirements view={rollout({ state: "rolled-back" })} />)).toBe("");
    expect(textOf(<Requirements view={rollout({ base: null })} />)).toBe("");
  });
});

describe("what is checked before any verdict", () => {
  const found = (view: ReturnType<typeof rollout>) =>
    Object.fromEntries(priorChecks(view).map(({ id, tone, detail }) => [id, `${tone}: ${detail}`]));

  it("is the split, the labels, what could not be read and the receipts", () => {
    const labelled = withVerdict(0, { candidateLabelled: 0.968, baselineLabelled: 0.965 });
    expect(found(rollout({ guardrails: labelled }))).toEqual({
      split: "pass: 24.9 % on the candidate, p 1.00",
      labels: "pass: 96.8 % and 96.5 % have their outcome",
      broken: "pass: at most 0.04 % and 0.00 % are no numbers",
      receipts: "pass: 99.9 %, the plan asks for none",
    });
  });

  it("says what holds every guardrail", () => {
    const guardrails = withVerdict(0, {
      state: "INCOMPLETE",
      candidateLabelled: 0.5,
      baselineLabelled: 0.99,
    });
    const plan = { ...rollout().plan, minReceiptsPercent: 98 };
    const few = source({
      candidate: { rows: 100, broken: 0, receiptsValid: 2, receiptsInvalid: 0, latestAt: later(-1) },
      baseline: null,
    });
    const checks = found(rollout({ guardrails, plan, sources: [few] }));
    expect(checks["labels"]).toMatch(/^hold: 50\.0 %/);
    expect(checks["receipts"]).toBe("hold: 2.0 %, the plan asks for 98 %");
    expect(textOf(<PriorChecks view={rollout({ guardrails: [], sources: [] })} />)).toBe("");
  });
});
