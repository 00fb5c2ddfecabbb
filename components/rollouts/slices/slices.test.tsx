import { describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import type { SliceEvidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { share, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { plan } from "#lib/testing/specimens/views/rollouts.ts";
import { reasonText } from "../verdict-words.ts";
import { SliceSheets } from "./slice-sheets.tsx";
import { slicedGuardrails } from "./slice-words.ts";

const rule: SliceRule = { by: ["region", "cabin"], most: 20, onFail: "roll-back" };
const sliced = { ...plan, slices: rule };
const stage = plan.stages[1]!;
const arms = { baseline: "v1", candidate: "v2" };

const arm = (events: number, n: number) => {
  const { mean, m2 } = share(events, n);
  return { n, mean, m2, nonFinite: 0 };
};
const judged: SliceEvidence[] = [
  { slice: "region=north", baseline: arm(6, 6000), candidate: arm(2, 2000) },
  { slice: "region=isle", baseline: arm(0, 40), candidate: null },
  { slice: "region=south", baseline: arm(6, 6000), candidate: arm(200, 2000) },
  { slice: "region=<b>west</b>", baseline: arm(12, 1200), candidate: arm(13, 1200) },
];
const leftOut = [{ dimension: "region", values: 7, named: ["a", "b"] }];

const verdicts = (by: SliceRule = rule, found: readonly SliceEvidence[] = judged) =>
  judgeStage({ ...plan, slices: by }, stage, withGuardrail("errors", { slices: { judged: found, leftOut } }))
    .verdicts;
const sheets = (given = verdicts(), of: Plan = sliced) => (
  <SliceSheets plan={of} stageIndex={1} verdicts={given} arms={arms} />
);

describe("a guardrail by its slices", () => {
  it("shows the guardrail that failed in one first, worst slice first, and how the error was shared", () => {
    const [errors, logLoss] = slicedGuardrails(sliced, stage, verdicts());
    expect(errors).toMatchObject({ id: "errors", failed: "region=south" });
    expect(logLoss?.id).toBe("log-loss");
    expect(errors!.rows.map(({ state }) => state)).toEqual(["FAIL", "INCONCLUSIVE", "PASS", "UNTESTED"]);
    expect(errors!.notes[0]).toBe("Corrected for 20 comparisons (Holm); grey intervals decide nothing.");
  });

  it("lists what could not be tested and what is missing", () => {
    const text = textOf(sheets());
    expect(text).toContain("Could not be tested: region=isle (1,000 more rows needed).");
    expect(text).toContain("No row says cabin.");
    expect(text).toContain("Left out, since they appeared after the others: 7 of region (a, b, …).");
    expect(text).toContain("region: south");
    expect(text).toContain("Worse");
    expect(text).toContain("One more guardrail by slice");
  });

  it("writes names that telemetry sent as text", () => {
    expect(markupOf(sheets())).not.toContain("<b>west</b>");
  });

  it("shows an interval that decides nothing in grey", () => {
    expect(markupOf(sheets())).toContain("Undecided");
    const [errors] = slicedGuardrails(sliced, stage, verdicts());
    expect(errors!.rows[1]!.change.interval).toMatch(/^\[/);
  });

  it("is nothing where no guardrail has slices, and says so where none has come yet", () => {
    expect(markupOf(sheets(judgeStage(plan, stage, withGuardrail("errors", {})).verdicts, plan))).toBe("");
    expect(textOf(sheets(verdicts(rule, [])))).toContain("No slice yet");
    expect(slicedGuardrails(sliced, undefined, verdicts())).toEqual([]);
  });

  it("names the widest gap between two groups", () => {
    const [, errors] = plan.guardrails;
    const guardrails = [{ ...errors!, slices: { ...rule, most: 6, gap: 0.01 } }];
    const own = { ...plan, guardrails };
    const found = withGuardrail("errors", { slices: { judged, leftOut: [] } });
    const { verdicts: given } = judgeStage(own, stage, found);
    const [shown] = slicedGuardrails(own, stage, given);
    expect(shown!.notes[1]).toMatch(
      /^Widest gap: region=south is worse than region=north by \[\+\d.*\], more than the gap allowed\.$/,
    );
  });
});

describe("the reason of a verdict", () => {
  const reason = (given: ReturnType<typeof verdicts>) =>
    reasonText({ plan: sliced, stage }, plan.guardrails[1]!, given[1]!, arms);

  it("names the slice that failed, with its numbers", () => {
    expect(reason(verdicts())).toMatch(/^In region=south: Worse by 9\.9 percentage points \(at least \d/);
  });

  it("says which slices a stage waits for", () => {
    const [north, , , west] = judged;
    expect(reason(verdicts({ ...rule, by: ["region"], demand: "passed" }, [north!, west!]))).toBe(
      "Not proven within the margin in every slice yet: region=<b>west</b>.",
    );
  });
});
