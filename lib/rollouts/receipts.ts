import { minReceiptsPercent, type Plan } from "#lib/releases/plan.ts";
import type { Evidence, ReceiptCount } from "./evidence.ts";
import { missingReceipts } from "./phrases.ts";
import type { GuardrailVerdict } from "./verdict.ts";

/**
 * The verdict as far as the plan lets it pass: while an arm's rows lack the exposure receipts that the plan asks for, what would
 * pass is incomplete. Proven harm fails without.
 */
export function withReceipts(plan: Plan, evidence: Evidence, verdict: GuardrailVerdict): GuardrailVerdict {
  const needed = minReceiptsPercent(plan);
  if (needed === 0 || verdict.state !== "PASS") return verdict;
  const receipts = evidence.receipts ?? noneOf(verdict);
  for (const arm of ["baseline", "candidate"] as const) {
    const receiptsNeeded = missingOf(receipts[arm], needed);
    if (receiptsNeeded <= 0) continue;
    return {
      ...verdict,
      state: "INCOMPLETE",
      reason: missingReceipts(arm, { ...receipts[arm], needed, missing: receiptsNeeded }),
      baselineReceipts: shareOf(receipts.baseline),
      candidateReceipts: shareOf(receipts.candidate),
      receiptsNeeded,
    };
  }
  return verdict;
}

/** Where receipts were not counted, no row has one. */
const noneOf = ({ n: { baseline, candidate } }: GuardrailVerdict): NonNullable<Evidence["receipts"]> => ({
  baseline: { rows: baseline, valid: 0 },
  candidate: { rows: candidate, valid: 0 },
});

const missingOf = ({ rows, valid }: ReceiptCount, needed: number): number =>
  Math.ceil((rows * needed) / 100) - valid;

const shareOf = ({ rows, valid }: ReceiptCount): number => (rows === 0 ? 1 : valid / rows);
