import { expect, it } from "vitest";
import { exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import type { ServedPointer } from "#lib/exposure/assignment.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { evaluateAll, evaluateOne } from "./evaluate.ts";
import { receiptIssuer } from "./receipts.ts";
import { type EvaluationSuccess, evaluationSuccess } from "./wire.ts";

const SECRET = "a secret of at least thirty-two letters";
const KEY = "churn-risk.production";
const { isFor } = exposureReceipts(SECRET, "w");

const served = (kind: ServedPointer["kind"]): ServedPointer => ({
  workspaceId: "w",
  model: "churn-risk",
  pointer: "production",
  exposureId: "0197a1c0-0000-7000-8000-000000000001",
  kind,
  baseVersion: 1,
  candidateVersion: kind === "live" ? null : 2,
  candidateWeight: 5000,
  holdoutWeight: 0,
  salt: "s",
  rollout: 1,
  release: 1,
  planDigest: null,
});
const tableOf = (pointer: ServedPointer): AssignmentTable => ({
  find: () => pointer,
  all: () => [pointer],
  served: () => {},
  watch: () => () => {},
  ready: () => true,
  ageMs: () => 0,
  stop: async () => {},
});

/** The same evaluation, alone and among all flags. */
function evaluations(pointer: ServedPointer, targetingKey: string | undefined): EvaluationSuccess[] {
  const [table, receiptFor] = [tableOf(pointer), receiptIssuer(SECRET)];
  const context = { targetingKey, unusable: false };
  const one = evaluateOne(table, "w", KEY, context, receiptFor);
  const all = evaluateAll(table, "w", context, undefined, { receiptFor, ticketOf: () => "t" });
  const { flags } = JSON.parse(all.body!) as { flags: unknown[] };
  return [JSON.parse(one.body!), ...flags].map((each) => evaluationSuccess.parse(each));
}

it.each(["canary", "full", "live", "shadow"] as const)(
  "an evaluation in %s comes with its receipt",
  (kind) => {
    const pointer = served(kind);
    const arms = new Set<string>();
    for (const subject of ["ada", "bob", "cy", "dee", "ü".repeat(100), 'with "quotes"'])
      for (const { metadata } of evaluations(pointer, subject)) {
        const arm = kind === "shadow" ? "both" : String(metadata["arm"]);
        arms.add(arm);
        const evaluated = { exposureId: pointer.exposureId, arm, subject };
        expect(isFor(String(metadata["receipt"]), evaluated, new Date())).toBe(true);
        expect(isFor(String(metadata["receipt"]), { ...evaluated, arm: "other" }, new Date())).toBe(false);
      }
    expect(arms.size).toBe(["canary", "full"].includes(kind) ? 2 : 1);
  },
);

it("one for nobody comes without", () => {
  for (const { metadata } of evaluations(served("live"), undefined))
    expect(metadata).not.toHaveProperty("receipt");
});
