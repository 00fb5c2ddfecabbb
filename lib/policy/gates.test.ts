import { describe, expect, it } from "vitest";
import { dossier } from "#lib/testing/specimens/dossier.ts";
import { gate, gated } from "#lib/testing/worlds/gated.ts";
import { oneCouncil } from "#lib/testing/worlds/releases.ts";
import { blocking, judgeGates } from "./gate-results.ts";
import { newPolicyContent, policyContent } from "./policy.ts";
import { policyChanges } from "./policy-changes.ts";

const states = (...gates: Parameters<typeof judgeGates>[0]) =>
  judgeGates(gates, dossier).map(({ status, because }) => [status, because]);

describe("what a gate says", () => {
  it.each([
    ["true passes", gate("a", "model.tier == 'high'"), "pass", ""],
    [
      "false fails, with what it read",
      gate("a", "plan.holdoutPercent >= 20.0"),
      "fail",
      "plan.holdoutPercent is 10",
    ],
    [
      "an item that fails is named",
      gate("a", "plan.stages.all(s, s.percent <= 25.0)"),
      "fail",
      "1 of 2: Everyone (kind full, minutes 1, percent 100)",
    ],
    [
      "what throws fails",
      gate("a", "1 / plan.stages[0].minutes > 0 && plan.stages[9].minutes > 0"),
      "fail",
      /cannot be evaluated/,
    ],
    [
      "missing data fails",
      gate("a", "evidence.compared.rows > 0"),
      "fail",
      /No data: evidence.compared is not there/,
    ],
    ["or holds", gate("a", "evidence.compared.rows > 0", { whenMissing: "hold" }), "hold", /No data/],
    [
      "and so does a list of measurements that is not there",
      gate("a", "evidence.agreement.all(a, a.gap < 1.0)"),
      "fail",
      /No data/,
    ],
    ["an expression that is wrong fails", gate("a", "model.nothing == 1"), "fail", /is wrong/],
  ])("%s", (_, one, status, because) => {
    const [found] = states(one);
    expect(found![0]).toBe(status);
    expect(found![1]).toMatch(because);
  });

  it("nothing that is missing ever passes, and only what blocks blocks", () => {
    const gates = [
      gate("hold", "evidence.compared.rows >= 0", { whenMissing: "hold" }),
      gate("warn", "false", { severity: "warn" }),
      gate("pass", "true"),
    ];
    expect(blocking(judgeGates(gates, dossier)).map(({ gate: { id } }) => id)).toEqual(["hold"]);
  });

  it("a dossier that does not have its shape lets nothing pass", () => {
    const broken = { ...dossier, contributors: -1 };
    expect(judgeGates([gate("a", "true")], broken)).toMatchObject([{ status: "fail" }]);
  });

  it("asks sixty gates over a full dossier in a moment", () => {
    const row = { name: "x".repeat(300), rows: 10, metric: "auc", worst: -1, mean: 0, best: 1 };
    const compared = { pipeline: "a", rows: 1, metrics: [], slices: Array.from({ length: 1000 }, () => row) };
    const full = { ...dossier, evidence: { ...dossier.evidence, compared } };
    const gates = Array.from({ length: 60 }, (_, i) =>
      gate(
        `g${i}`,
        "evidence.compared.slices.all(s, s.rows < 5 || s.name.contains('night') || s.worst < 0.0)",
      ),
    );
    const began = performance.now();
    expect(judgeGates(gates, full).every(({ status }) => status === "pass")).toBe(true);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe("a policy with gates", () => {
  it("is refused with the place where an expression is wrong", () => {
    const parsed = newPolicyContent.safeParse(
      gated(gate("fine", "true"), gate("wrong", "model.teir == 'high'")),
    );
    expect(parsed.error?.issues).toMatchObject([
      { path: ["gates", 1, "expression"], message: "is wrong at line 1, column 7: No such key: teir." },
    ]);
  });

  it("is read as it was published, whatever a later version says of its expressions", () => {
    expect(policyContent.safeParse(gated(gate("wrong", "model.teir == 'high'"))).success).toBe(true);
  });

  it("has no two gates of one id, no empty list, and fits into an entry of the log", () => {
    expect(policyContent.safeParse(gated(gate("a", "true"), gate("a", "false"))).success).toBe(false);
    expect(policyContent.safeParse(gated()).success).toBe(false);
    const long = Array.from({ length: 40 }, (_, i) => gate(`g${i}`, `true || ${"true || ".repeat(150)}true`));
    expect(policyContent.safeParse(gated(...long)).error?.issues[0]?.message).toMatch(/at most 40000 bytes/);
  });

  it("one without them is as it was", () => {
    expect(policyContent.parse(oneCouncil({ function: "security", min: 1 }))).not.toHaveProperty("gates");
  });
});

describe("a change of gates", () => {
  const [a, b] = [gate("a", "true"), gate("b", "model.tier == 'high'")];
  const changes = (before: ReturnType<typeof gated>, after: ReturnType<typeof gated>) =>
    policyChanges(before, after).map(({ what, was, is, lowers }) => [what, was, is, lowers]);

  it("that drops one shows it, and lowers the bar", () => {
    expect(changes(gated(a, b), gated(a))).toEqual([
      ["gate b", "blocks: model.tier == 'high'", "none", true],
    ]);
    expect(changes(gated(a), { ...gated(), gates: [] })).toMatchObject([
      ["gate a", "blocks: true", "none", true],
    ]);
    expect(changes(gated(a), oneCouncil(...gated().routes[0]!.seats))).toMatchObject([
      ["gate a", "blocks: true", "none", true],
    ]);
  });

  it("that guts one says what it asked, and counts as lower", () => {
    expect(changes(gated(b), gated({ ...b, expression: "true" }))).toEqual([
      ["gate b", "model.tier == 'high'", "true", true],
    ]);
    expect(changes(gated(a), gated({ ...a, severity: "warn" }))).toEqual([["gate a", "block", "warn", true]]);
    expect(changes(gated(a), gated({ ...a, whoMayWaive: "security" }))).toEqual([
      ["gate a", "nobody", "security", true],
    ]);
  });

  it("that adds one or changes their order does not lower it", () => {
    expect(changes(gated(a), gated(b, a))).toEqual([
      ["gate b", "none", "blocks: model.tier == 'high'", false],
    ]);
    expect(changes(gated(a, b), gated(b, a))).toEqual([]);
  });
});
