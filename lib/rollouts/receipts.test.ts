import { describe, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { planSchema, receiptsAs } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { arm, healthy, judge, share, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import type { Evidence, ReceiptCount } from "./evidence.ts";

const ASKED = { minReceiptsPercent: 95 };
const counted = (
  baseline: ReceiptCount,
  candidate: ReceiptCount,
  evidence: Evidence = healthy,
): Evidence => ({
  ...evidence,
  receipts: { baseline, candidate },
});
const of = (valid: number, rows: number): ReceiptCount => ({ rows, valid });
const states = (evidence: Evidence, changes = ASKED) =>
  judge(evidence, changes).verdicts.map(({ state }) => state);

describe("a plan that asks for exposure receipts", () => {
  it("passes what would pass where each arm's rows have them", () => {
    expect(states(counted(of(57_000, 60_000), of(19_000, 20_000)))).toEqual(["PASS", "PASS", "PASS", "PASS"]);
    expect(judge(counted(of(60_000, 60_000), of(0, 0)), ASKED).decision.kind).toBe("advance");
  });

  it.each([
    ["the baseline", of(56_999, 60_000), of(20_000, 20_000), "95 % of the baseline's rows", 1],
    ["the candidate", of(60_000, 60_000), of(0, 20_000), "0 % of the candidate's rows", 19_000],
  ])(
    "holds every guardrail while %s lacks them, and says how many",
    (_arm, baseline, candidate, words, missing) => {
      const { verdicts, decision } = judge(counted(baseline, candidate), ASKED);
      expect(decision.kind).toBe("hold");
      for (const verdict of verdicts) {
        expect(verdict).toMatchObject({ state: "INCOMPLETE", receiptsNeeded: missing });
        expect(verdict.reason).toContain(words);
        expect(verdict.reason).toContain(`95 % are needed: ${missing.toLocaleString("en-US")} missing.`);
      }
    },
  );

  it("takes no row for one with a receipt where they were not counted", () => {
    expect(states(healthy)).toEqual(Array(4).fill("INCOMPLETE"));
  });

  it("rolls back on proven harm without a single receipt, and leaves every other state as it is", () => {
    const harmful = withGuardrail("log-loss", { candidate: arm(20_000, 0.6, 0.4) });
    expect(judge(counted(of(0, 60_000), of(0, 20_000), harmful), ASKED).decision.kind).toBe("roll-back");
    const thin = withGuardrail("errors", { baseline: share(1, 90), candidate: share(0, 30) });
    expect(states(counted(of(0, 60_000), of(0, 20_000), thin))[1]).toBe("INSUFFICIENT");
  });
});

describe("a plan that asks for none", () => {
  it("judges as before, whatever was counted", () => {
    const none = counted(of(0, 60_000), of(0, 20_000));
    expect(judge(none)).toEqual(judge(healthy));
  });

  it("has no such field, so its digest is the one it was signed with", () => {
    expect(planSchema.parse(QUICK_PLAN)).not.toHaveProperty("minReceiptsPercent");
    const asked = planSchema.parse({ ...QUICK_PLAN, ...ASKED });
    expect(digestOfJson(JSON.parse(JSON.stringify({ ...asked, ...receiptsAs(0) })))).toBe(
      digestOfJson(planSchema.parse(QUICK_PLAN)),
    );
    expect(digestOfJson(asked)).not.toBe(digestOfJson(planSchema.parse(QUICK_PLAN)));
    expect(planSchema.safeParse({ ...QUICK_PLAN, minReceiptsPercent: 101 }).success).toBe(false);
  });
});
