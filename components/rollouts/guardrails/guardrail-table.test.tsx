import { describe, expect, it } from "vitest";
import { spanText } from "#components/ui/format-time.ts";
import { EVIDENCE_STATES, type GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { arm, healthy, later, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { plan, rollout, verdict, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { type GuardrailRow, presentBudget, presentRows, verdictRows } from "./guardrail-rows.ts";
import { GuardrailTable } from "./guardrail-table.tsx";

const arms = { baseline: "v1", candidate: "v2" };
const rows = (changed: Parameters<typeof rollout>[0] = {}) => presentRows(rollout(changed));
const first = (changed: Partial<GuardrailVerdict> = {}) => rows({ guardrails: withVerdict(0, changed) })[0]!;
const table = (given: readonly GuardrailRow[]) => <GuardrailTable rows={given} arms={arms} />;

describe("a guardrail's row", () => {
  it("has the numbers of its verdict in the metric's own units", () => {
    const [logLoss, errors, latency, split] = rows();
    expect(logLoss).toMatchObject({
      name: "Log-loss",
      rule: "advance at < 0.02 worse, roll back at > 0.01",
      baseline: "0.5020",
      candidate: "0.4930",
      change: { words: "Better by 0.0090", margins: { fails: 0.01, passes: 0.02 } },
      p: null,
      n: { baseline: 60_000, candidate: 20_000 },
      latestAt: later(-1),
      ageThen: null,
    });
    expect(logLoss?.change?.interval).toMatch(/^\[[+−]0\.\d{4}, \+0\.\d{4}\]$/);
    expect(errors?.baseline).toBe("0.10 %");
    expect(latency).toMatchObject({ candidate: "42.0 ms", rule: "halt at > 50 ms", labelled: ["no labels"] });
    expect(split).toMatchObject({ baseline: "75.1 %", candidate: "24.9 %", change: null });
    expect(split?.rule).toBe("25 % planned, tested at every look");
    expect(split?.p).toMatch(/^p /);
  });

  it("says how much is broken, what is left of the budget, and how long what is missing takes", () => {
    const [logLoss] = rows({
      stageIndex: 1,
      endedAt: null,
      judgedAt: later(0),
      stageEnteredAt: later(-3600),
    });
    expect(logLoss).toMatchObject({
      broken: ["0.04 %", "0.00 %"],
      budget: { stages: ["spent", "in use", "left"], left: "0.42 %" },
      wait: null,
    });
    const open = { state: "INCONCLUSIVE", n: { baseline: 900, candidate: 300 }, samplesNeeded: 600 } as const;
    const waiting = rows({
      endedAt: null,
      judgedAt: later(0),
      stageEnteredAt: later(-3600),
      guardrails: withVerdict(0, open),
    });
    expect(waiting[0]!.wait).toBe("About 2 h at this pace.");
    const view = rollout({ stageIndex: 1 });
    expect(presentBudget(view)).toBe("5.00 % error budget: 3.33 % spent or in use, 1.67 % left");
    const given = {
      id: "0193a1c0-0000-7000-8000-000000000001",
      decision: "advance",
      decidedAt: later(0),
    } as const;
    const inputsDigest = `sha256:${"0".repeat(64)}`;
    const verdicts = [{ ...given, stageIndex: 1, inputsDigest, judgeVersion: "judge-1", changed: null }];
    const older = rollout({ stageIndex: 1, verdicts });
    expect([presentBudget(older), presentRows(older)[0]!.budget]).toEqual([null, null]);
    expect(textOf(table(presentRows(older)))).not.toContain("budget");
    expect(textOf(table(presentRows(view)))).toContain("budget 0.42 % left");
  });

  it("leaves out what the verdict has no number for, never zero", () => {
    const guardrails = withVerdict(0, {});
    const { guardrailId, n } = guardrails[0]!.verdict;
    guardrails[0] = { ...guardrails[0]!, verdict: { guardrailId, n, state: "NO_DATA", reason: "…" } };
    expect(rows({ guardrails })[0]).toMatchObject({
      baseline: "no data",
      candidate: "no data",
      change: { gain: null, interval: null },
    });
  });

  it("has the margin of its stage, and no split in shadow", () => {
    const stages = plan.stages.map((one) => ({ ...one, advanceMargins: { "log-loss": 0.06 } }));
    expect(rows({ plan: { ...plan, stages } })[0]?.rule).toMatch(/^advance at < 0\.06 worse/);
    expect(rows({ stageIndex: 2 })[3]?.rule).toBe("90 % planned, tested at every look");
    expect(rows({ stageIndex: 0 })[3]?.rule).toBe("both versions get every request, tested at every look");
  });

  it("words an open verdict from its numbers", () => {
    expect(
      first({ state: "INSUFFICIENT", n: { baseline: 900, candidate: 600 }, samplesNeeded: 400 }).reason,
    ).toBe("400 more outcomes needed on v2.");
  });

  it("compares the levels where a limit is watched, with the distance to the limit as its margin", () => {
    const latency = rows()[2]?.change;
    expect(latency).toMatchObject({ words: "Worse by 1.0 ms", interval: null, margins: { passes: null } });
    expect(latency?.margins.fails).toBeCloseTo(9, 9);
    expect(rows({ guardrails: withVerdict(2, { baselineMean: 60 }) })[2]?.change?.margins.fails).toBeNull();
  });

  it("says what share of due outcomes has reached each arm, and what the rest could change", () => {
    expect(rows()[0]).toMatchObject({ labelled: ["not known"], tipping: null });
    const some = { candidateLabelled: 0.97, baselineLabelled: 0.991, tippingPoint: 0.31 };
    expect(first(some)).toMatchObject({
      labelled: ["97 %", "99 %"],
      tipping: "The 3.0 % of v2's answers without an outcome would have to be worse by 0.31 to undo this.",
    });
    expect(first({ candidateLabelled: 1 }).labelled).toEqual(["100 %", "none due"]);
  });

  it("says which outcomes are missing", () => {
    const shares = { state: "INCOMPLETE", candidateLabelled: 0.912, baselineLabelled: 1 } as const;
    expect(first({ ...shares, labelsNeeded: 412 }).reason).toBe(
      "100.0 % of v1's and 91.2 % of v2's answers have their outcome; 412 more needed.",
    );
    const receipts = { baselineReceipts: 0.996, candidateReceipts: 0.9, receiptsNeeded: 31 };
    expect(first({ ...shares, ...receipts }).reason).toBe(
      "99.6 % of v1's and 90.0 % of v2's answers have a valid exposure receipt; 31 more needed.",
    );
    expect(first(shares).reason).toBe(
      "100.0 % of v1's and 91.2 % of v2's answers have their outcome: they do not reach both alike.",
    );
  });

  it("keeps the age that evidence had when it was judged, once the rollout is over", () => {
    const over = { endedAt: later(60), judgedAt: later(0) };
    expect(rows(over)[0]?.ageThen).toBe(spanText(1000));
    const guardrails = withVerdict(0, {}).map((one) => ({ ...one, latestAt: null }));
    expect(rows({ ...over, guardrails })[0]?.ageThen).toBe("never");
    expect(rows({ ...over, endedAt: null })[0]?.ageThen).toBeNull();
  });

  it("is missing where its guardrail was never judged", () => {
    expect(rows({ guardrails: [] })).toEqual([]);
    expect(rows({ guardrails: withVerdict(0, {}).slice(0, 2) }).map(({ id }) => id)).toEqual([
      "log-loss",
      "errors",
    ]);
  });

  it("of a stored verdict has the age of then, and from before outcomes were counted no share of them", () => {
    const stored = verdictRows(verdict());
    expect(stored.map(({ state }) => state)).toEqual(["PASS", "PASS", "PASS", "PASS"]);
    expect(stored.map(({ ageThen }) => ageThen)).toEqual(["1 s", "1 s", "1 s", "1 s"]);
    expect(stored[0]?.labelled).toEqual(["not known"]);
  });

  it("of a stored verdict is of the stage that was judged", () => {
    const thin = withGuardrail("log-loss", { candidate: arm(600, 0.5, 0.4) });
    const { inputs } = verdict(thin);
    const stages = plan.stages.map((one) => (one.id === stage.id ? { ...one, trafficPercent: 30 } : one));
    const view = verdict(thin, { inputs: { ...inputs, plan: { ...plan, stages } } });
    expect(verdictRows(view)[3]?.rule).toBe("30 % planned, tested at every look");
    expect(verdictRows(verdict(healthy, { inputs: { ...inputs, stage: "gone" } }))).toEqual([]);
  });
});

describe("the table of guardrails", () => {
  it("counts the windows beyond a limit towards those that fail it", () => {
    const guardrails = withVerdict(2, {}).map((one) => ({ ...one, windows: { beyond: 1, fail: 3 } }));
    expect(textOf(table(rows({ guardrails }).slice(2, 3)))).toContain("1 of 3 windows beyond the limit");
    expect(textOf(table(rows()))).not.toContain("windows beyond");
  });

  it.each(EVIDENCE_STATES)("says %s as a word, with the reason unless it passes", (state) => {
    const text = textOf(table([{ ...first(), state, reason: "The reason." }]));
    expect(text).toContain(` ${evidenceLooks[state].word}`);
    expect(text.includes("The reason.")).toBe(state !== "PASS");
  });

  it.each([
    ["NO_DATA", true],
    ["INSUFFICIENT", true],
    ["STALE", true],
    ["PASS", false],
    ["FAIL", false],
    ["INCONCLUSIVE", false],
    ["ERROR", false],
  ] as const)("hatches %s: %s", (state, hatched) => {
    expect(markupOf(table([{ ...first(), state }])).includes("hatched")).toBe(hatched);
  });

  it("names the versions, the upper line the candidate", () => {
    const text = textOf(table([first()]));
    expect(text).toContain("Guardrails upper line v2, lower line v1; only Pass advances");
    expect(text).toMatch(
      /Guardrail v2, v1 Change against its margins; right is better n Labelled Broken Age State/,
    );
    expect(text).toMatch(/v2, v1 0\.4930 0\.5020 /);
    expect(text).toMatch(/n 20,000 60,000/);
  });

  it("names what is missing, never a dash, and turns an old age amber", () => {
    const none = { ...first({ state: "NO_DATA" }), latestAt: null, ageThen: "never" };
    expect(textOf(table([none]))).not.toContain("–");
    const stale = { ...first(), ageThen: "5 h" };
    expect(markupOf(table([{ ...stale, state: "STALE" }]))).toContain("text-hold");
    expect(textOf(table([stale]))).toContain("5 h");
  });

  it("draws the judge's colour, whatever the change alone would say", () => {
    const better = first({ state: "STALE" });
    expect(markupOf(table([better]))).toContain('fill="var(--ink-3)"');
    expect(markupOf(table([{ ...better, state: "PASS" }]))).toContain('fill="var(--pass)"');
  });

  it("says so where nothing was ever judged", () => {
    expect(textOf(table([]))).toContain(
      "No verdict Someone ended the rollout before the plan decided anything.",
    );
  });
});
