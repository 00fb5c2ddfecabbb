import { describe, expect, it } from "vitest";
import { spanText } from "#components/ui/format-time.ts";
import { EVIDENCE_STATES, type GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { arm, healthy, later, stage, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { given, plan, rollout, verdict, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { evidenceLooks } from "../rollout-looks.ts";
import { type GuardrailRow, guardrailRows, verdictRows } from "./guardrail-rows.ts";
import { GuardrailTable } from "./guardrail-table.tsx";

const arms = { baseline: "v1", candidate: "v2" };
const rows = (changed: Parameters<typeof rollout>[0] = {}) => guardrailRows(rollout(changed));
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
      difference: "−0.0090",
      n: { baseline: 60_000, candidate: 20_000 },
      latestAt: later(-1),
      ageThen: null,
    });
    expect(logLoss?.interval).toMatch(/^\[−0\.\d{4}, [+−]0\.\d{4}\]$/);
    expect(errors?.baseline).toBe("0.10 %");
    expect(latency).toMatchObject({ candidate: "42.0 ms", rule: "halt at > 50 ms" });
    expect(split).toMatchObject({ baseline: null, rule: "25 % planned, tested at every look" });
    expect(split?.difference).toMatch(/^p /);
  });

  it("leaves out what the verdict has no number for, never zero", () => {
    const guardrails = withVerdict(0, {});
    const { guardrailId, n } = guardrails[0]!.verdict;
    guardrails[0] = { ...guardrails[0]!, verdict: { guardrailId, n, state: "NO_DATA", reason: "…" } };
    expect(rows({ guardrails })[0]).toMatchObject({
      baseline: null,
      candidate: null,
      difference: null,
      interval: null,
    });
  });

  it("has the margin of its stage, and no split in shadow", () => {
    const stages = plan.stages.map((one) => ({ ...one, advanceMargins: { "log-loss": 0.06 } }));
    expect(rows({ plan: { ...plan, stages } })[0]?.rule).toMatch(/^advance at < 0\.06 worse/);
    expect(rows({ stageIndex: 0 })[3]?.rule).toBe("both versions get every request, tested at every look");
  });

  it("words an open verdict from its numbers", () => {
    expect(
      first({ state: "INSUFFICIENT", n: { baseline: 900, candidate: 600 }, samplesNeeded: 400 }).reason,
    ).toBe("400 more outcomes needed on v2.");
  });

  it("keeps the age that evidence had when it was judged, once the rollout is over", () => {
    const over = { endedAt: later(60), verdicts: [given()] };
    expect(rows(over)[0]?.ageThen).toBe(spanText(1000));
    const guardrails = withVerdict(0, {}).map((one) => ({ ...one, latestAt: null }));
    expect(rows({ ...over, guardrails })[0]?.ageThen).toBe("–");
    expect(rows({ ...over, verdicts: [] })[0]?.ageThen).toBeNull();
    expect(rows({ ...over, endedAt: null })[0]?.ageThen).toBeNull();
  });

  it("is missing where its guardrail was never judged", () => {
    expect(rows({ guardrails: [] })).toEqual([]);
    expect(rows({ guardrails: withVerdict(0, {}).slice(0, 2) }).map(({ id }) => id)).toEqual([
      "log-loss",
      "errors",
    ]);
  });

  it("of a stored verdict has no age and no share of outcomes", () => {
    const stored = verdictRows(verdict());
    expect(stored.map(({ state }) => state)).toEqual(["PASS", "PASS", "PASS", "PASS"]);
    for (const row of stored) expect(row).toMatchObject({ latestAt: null, ageThen: null, matureShare: null });
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

  it("names the versions, and gives n of both arms where they differ", () => {
    const text = textOf(table([first()]));
    expect(text).toContain("Guardrails only Pass advances");
    expect(text).toMatch(/Metric v1 v2 Difference n per arm Mature Age State/);
    expect(text).toMatch(/20,000 60,000 base/);
    expect(textOf(table([{ ...first(), n: { baseline: 7, candidate: 7 } }]))).not.toContain("base ");
  });

  it("draws a dash for what is missing, and turns an old age amber", () => {
    const none = { baseline: null, candidate: null, difference: null, interval: null, latestAt: null };
    expect(textOf(table([{ ...first(), ...none, ageThen: "–" }])).split("–")).toHaveLength(6);
    const stale = { ...first(), ageThen: "5 h" };
    expect(markupOf(table([{ ...stale, state: "STALE" }]))).toContain("text-hold");
    expect(markupOf(table([{ ...stale, state: "PASS" }]))).not.toContain("text-hold");
    expect(textOf(table([stale]))).toContain("5 h");
  });

  it("says so where nothing was ever judged", () => {
    expect(textOf(table([]))).toContain(
      "No verdict Someone ended the rollout before the plan decided anything.",
    );
  });
});
