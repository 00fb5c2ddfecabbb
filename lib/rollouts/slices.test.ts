import { describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import {
  arm,
  errors,
  healthy,
  judge,
  plan,
  share,
  stage,
  withGuardrail,
} from "#lib/testing/specimens/rollout-evidence.ts";
import type { GuardrailEvidence, SliceArm, SliceEvidence } from "./evidence.ts";
import { JUDGES } from "./judges.ts";

const rule: SliceRule = { by: ["region"], most: 20, onFail: "roll-back" };
const guardrails = [errors];

const armIn = (events: number, n: number, nonFinite = 0): SliceArm => {
  const { mean, m2 } = share(events, n);
  return { n, mean, m2, nonFinite };
};
const quiet = (slice: string): SliceEvidence => ({
  slice,
  baseline: armIn(6, 6000),
  candidate: armIn(2, 2000),
});
const harmed = (slice: string): SliceEvidence => ({
  slice,
  baseline: armIn(6, 6000),
  candidate: armIn(200, 2000),
});
const thin = (slice: string): SliceEvidence => ({ slice, baseline: armIn(0, 40), candidate: armIn(0, 12) });

type Judged = GuardrailEvidence["slices"];
const inSlices = (judged: readonly SliceEvidence[], leftOut: NonNullable<Judged>["leftOut"] = []) =>
  withGuardrail("errors", { slices: { judged, leftOut } });

const judgedBy = (slices: SliceRule, judged: readonly SliceEvidence[], more: Partial<Plan> = {}) => {
  const { verdicts, decision } = judge(inSlices(judged), { guardrails, slices, ...more }, stage);
  return { verdict: verdicts[0]!, decision };
};

describe("slices of a guardrail", () => {
  it("roll back for harm in one, name it, and say among how many the error was shared", () => {
    const { verdict, decision } = judgedBy(rule, [quiet("region=north"), harmed("region=south")]);
    expect(decision).toMatchObject({ kind: "roll-back", guardrailId: "errors" });
    expect(verdict).toMatchObject({ state: "FAIL", slices: { failed: "region=south", among: 20 } });
    expect(verdict.reason).toMatch(
      /^In region=south: Worse by 9\.90 %, at least \d\.\d+ %: more than the 0\.10 %/,
    );
    expect(verdict.slices!.judged.map(({ state }) => state)).toEqual(["PASS", "FAIL"]);
  });

  it("do what the plan says: halt, or only inform", () => {
    expect(judgedBy({ ...rule, onFail: "halt" }, [harmed("region=south")]).decision.kind).toBe("halt");
    const informed = judgedBy({ ...rule, onFail: "inform" }, [harmed("region=south")]);
    expect(informed.decision.kind).toBe("advance");
    expect(informed.verdict).toMatchObject({ state: "PASS", slices: { judged: [{ state: "FAIL" }] } });
    expect(informed.verdict.slices!.failed).toBeUndefined();
  });

  it("outrank a halt of all traffic by a rollback, and no rollback by a halt", () => {
    const bad = { baseline: share(60, 60_000), candidate: share(2000, 20_000) };
    const both = (slices: SliceRule, onFail: "roll-back" | "halt") =>
      judge(
        withGuardrail("errors", { ...bad, slices: { judged: [harmed("region=south")], leftOut: [] } }),
        { guardrails: [{ ...errors, onFail }], slices },
        stage,
      );
    expect(both(rule, "halt").decision.kind).toBe("roll-back");
    const kept = both({ ...rule, onFail: "halt" }, "roll-back");
    expect(kept.decision.kind).toBe("roll-back");
    expect(kept.verdicts[0]!.slices!.failed).toBeUndefined();
  });

  it("that are thin or absent are named and hold nothing, unless the plan demands them", () => {
    const slices = { ...rule, by: ["region", "cabin"] };
    const { verdict, decision } = judgedBy(slices, [quiet("region=north"), thin("region=isle")]);
    expect(decision.kind).toBe("advance");
    expect(verdict.slices).toMatchObject({
      judged: [{ state: "PASS" }, { slice: "region=isle", state: "UNTESTED", missing: 988 }],
      absent: ["cabin"],
    });
    const demanded = judgedBy({ ...slices, demand: "tested" }, [quiet("region=north"), thin("region=isle")]);
    expect(demanded.decision.kind).toBe("hold");
    expect(demanded.verdict).toMatchObject({
      state: "INSUFFICIENT",
      reason: "Not every slice could be tested: no row says cabin, region=isle lacks 988 rows of an arm.",
    });
  });

  it("hold until each is proven within the margin, where the plan demands that", () => {
    const near: SliceEvidence = {
      slice: "region=near",
      baseline: armIn(12, 1200),
      candidate: armIn(13, 1200),
    };
    expect(judgedBy({ ...rule, demand: "tested" }, [near]).decision.kind).toBe("advance");
    const held = judgedBy({ ...rule, demand: "passed" }, [near]);
    expect(held.verdict).toMatchObject({ state: "INCONCLUSIVE" });
    expect(held.decision.kind).toBe("hold");
    expect(judgedBy({ ...rule, demand: "passed" }, [quiet("region=north")]).decision.kind).toBe("advance");
  });

  it("of answers that are no numbers fail as broken", () => {
    const broken = { slice: "region=south", baseline: armIn(2, 2000), candidate: armIn(0, 1500, 400) };
    expect(judgedBy(rule, [broken]).verdict).toMatchObject({
      state: "FAIL",
      reason: "In region=south: more of the candidate's values were not numbers than is tolerated.",
    });
    const nothing = { slice: "region=south", baseline: armIn(2, 2000), candidate: armIn(0, 0, 2000) };
    expect(judgedBy(rule, [nothing]).verdict.state).toBe("FAIL");
  });

  it("beyond as many as the plan judges, twice the same, of a foreign dimension or unreadable change nothing", () => {
    const few = { ...rule, most: 2 };
    const two = [quiet("region=a"), quiet("region=b")];
    expect(judgedBy(few, [...two, harmed("region=c")]).decision.kind).toBe("advance");
    expect(judgedBy(few, [...two, harmed("cabin=first"), harmed("constructor")]).decision.kind).toBe(
      "advance",
    );
    const nan = { ...armIn(1, 2000), mean: Number.NaN };
    expect(
      judgedBy(rule, [{ slice: "region=a", baseline: nan, candidate: nan }]).verdict.slices!.judged,
    ).toEqual([
      { slice: "region=a", state: "UNTESTED", n: { baseline: 2000, candidate: 2000 }, missing: 1000 },
    ]);
  });

  it("spend less each the more there may be, and less of all traffic's budget than a quarter", () => {
    const alphaOf = (slices?: SliceRule) =>
      judge(healthy, { guardrails, ...(slices ? { slices } : {}) }, stage).verdicts[0]!;
    expect(alphaOf().alpha).toBeCloseTo(0.045, 12);
    expect(alphaOf(rule).alpha).toBeCloseTo(0.035, 12);
    expect(alphaOf(rule).slices!.alpha).toBeCloseTo(0.01, 12);
    const lower = (most: number) =>
      judgedBy({ ...rule, most }, [harmed("region=a")]).verdict.slices!.judged[0]!.lower!;
    expect(lower(100)).toBeLessThan(lower(2));
  });

  it("are judged anew by another plan, also where the evidence is the same object", () => {
    const evidence = inSlices([harmed("region=a")]);
    const states = [0.001, 0.5].map((rollbackMargin) => {
      const guardrail = {
        ...errors,
        rule: { kind: "sequential", rollbackMargin, advanceMargin: 0.01 },
      } as const;
      return judge(evidence, { guardrails: [guardrail], slices: rule }, stage).verdicts[0]!.slices!.judged[0]!
        .state;
    });
    expect(states).toEqual(["FAIL", "INCONCLUSIVE"]);
    expect(judge(evidence, { guardrails, slices: rule }, stage)).toEqual(
      judge(structuredClone(evidence), { guardrails, slices: rule }, stage),
    );
  });

  it("give the alpha of those that failed to the others, step by step", () => {
    const middling = { slice: "region=m", baseline: armIn(30, 6000), candidate: armIn(33, 2000) };
    const { judged } = judgedBy({ ...rule, most: 2, onFail: "inform" }, [harmed("region=a"), middling])
      .verdict.slices!;
    const alone = judgedBy({ ...rule, most: 2, onFail: "inform" }, [middling]).verdict.slices!.judged[0]!;
    expect(judged[1]!.lower).toBeGreaterThan(alone.lower!);
  });

  it("count the rows of one subject as if they were all the same", () => {
    const bySubject = {
      rows: 20_000,
      subjects: 200,
      repeats: 100,
      values: { groups: 64, between: 0, within: 0 },
      broken: { groups: 64, between: 0, within: 0 },
    };
    const found = {
      candidate: share(20, 20_000, { bySubject }),
      slices: { judged: [harmed("region=a")], leftOut: [] },
    };
    const { verdicts } = judge(withGuardrail("errors", found), { guardrails, slices: rule }, stage);
    expect(verdicts[0]!.slices!.judged[0]).toMatchObject({ state: "UNTESTED", missing: 980 });
  });

  it("are a guardrail's own in place of the plan's, and none of a limit's", () => {
    const own = { ...errors, slices: { ...rule, by: ["cabin"] } };
    const { verdicts } = judge(inSlices([harmed("region=a")]), { guardrails: [own], slices: rule }, stage);
    expect(verdicts[0]!.slices).toMatchObject({ judged: [], absent: ["cabin"] });
    const limit = plan.guardrails[2]!;
    expect(judge(healthy, { guardrails: [limit], slices: rule }, stage).verdicts[0]!.slices).toBeUndefined();
  });

  it("were unknown to earlier judges, and leave a plan without them as it was", () => {
    const found = inSlices([harmed("region=a")]);
    expect(judge(found, { guardrails, slices: rule }, stage, "judge-6").decision.kind).toBe("advance");
    expect(judge(found, { guardrails }, stage)).toEqual(judge(healthy, { guardrails }, stage));
    expect(JUDGES["judge-6"].judgesSlices).toBe(false);
  });

  it("fail even where all traffic is stale, and never from before the stage", () => {
    const slices = { judged: [harmed("region=a")], leftOut: [] };
    const at = (latestAt: string) =>
      judge(
        withGuardrail("errors", { candidate: share(20, 20_000, { latestAt }), slices }),
        { guardrails, slices: rule },
        stage,
      ).decision.kind;
    expect(at("2026-11-23T14:00:00.000Z")).toBe("roll-back");
    expect(at("2026-11-23T11:00:00.000Z")).toBe("hold");
  });
});

describe("groups that are to be treated alike", () => {
  const group = (slice: string, mean: number, rows = 4000): SliceEvidence => {
    const { n, m2 } = arm(rows, mean, 0.3);
    return { slice, baseline: { n, mean, m2, nonFinite: 0 }, candidate: { n, mean, m2, nonFinite: 0 } };
  };
  const fair: SliceRule = { by: ["group"], most: 4, onFail: "halt", gap: 0.1 };
  const logLoss = { ...plan.guardrails[0]!, slices: fair };
  const gapOf = (...judged: SliceEvidence[]) => {
    const found = withGuardrail("log-loss", { slices: { judged, leftOut: [] } });
    return judge(found, { guardrails: [logLoss] }, stage);
  };

  it("fail where two of them are proven to differ by more than the plan allows, although neither is worse than before", () => {
    const { verdicts, decision } = gapOf(group("group=a", 0.4), group("group=b", 0.7), group("group=c", 0.5));
    expect(decision.kind).toBe("halt");
    expect(verdicts[0]!.slices).toMatchObject({
      failed: "group=b against group=a",
      gap: { better: "group=a", worse: "group=b", state: "FAIL" },
    });
    expect(verdicts[0]!.slices!.judged.every(({ state }) => state !== "FAIL")).toBe(true);
  });

  it("pass where all are proven alike, and decide nothing between", () => {
    expect(gapOf(group("group=a", 0.5), group("group=b", 0.51)).verdicts[0]!.slices!.gap!.state).toBe("PASS");
    expect(gapOf(group("group=a", 0.5), group("group=b", 0.6)).verdicts[0]!.slices!.gap!.state).toBe(
      "INCONCLUSIVE",
    );
  });

  it("are not compared on too few rows", () => {
    expect(gapOf(group("group=a", 0.2, 900), group("group=b", 0.9)).verdicts[0]!.slices!.gap).toBeUndefined();
  });
});
