import { formatNumber } from "#components/ui/format-number.ts";
import { minReceiptsPercent } from "#lib/releases/plan.ts";
import type { ArmEvidenceView, EvidenceView } from "#lib/rollouts/views/evidence.ts";
import type { GateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";

/** What one arm reported to one guardrail. */
export type EvidenceRow = {
  readonly id: string;
  readonly title: string;
  readonly arm: string;
  readonly evidence: ArmEvidenceView;
};

/** Every arm that reported, in the plan's order; pairs where both arms judged the same requests. */
export function evidenceRows({ plan, evidence }: GateVerdictView["inputs"]): EvidenceRow[] {
  return plan.guardrails.flatMap(({ id, title }) => {
    const found = evidence.byGuardrail[id];
    const arms: [string, ArmEvidenceView | null | undefined][] = [
      ["baseline", found?.baseline],
      ["candidate", found?.candidate],
      ["pairs", found?.paired],
    ];
    return arms.flatMap(([arm, one]) => (one ? [{ id: `${id} ${arm}`, title, arm, evidence: one }] : []));
  });
}

/** How many rows carried a valid exposure receipt, where the plan asks for them; null where it asks for none. */
export function receiptsText({ plan, evidence: { receipts } }: GateVerdictView["inputs"]): string | null {
  const needed = minReceiptsPercent(plan);
  if (needed === 0 || receipts === undefined) return null;
  const { baseline, candidate } = receipts;
  const of = ({ rows, valid }: typeof baseline) => `${formatNumber(valid)} of ${formatNumber(rows)}`;
  return `${of(baseline)} rows of baseline, ${of(candidate)} of candidate; at least ${needed} % needed to pass`;
}

/** How traffic was split over the arms, against the plan. */
export const servedText = ({ baseline, candidate, plannedCandidateShare }: EvidenceView["exposureCounts"]) =>
  `${formatNumber(baseline)} by baseline, ${formatNumber(candidate)} by candidate; planned share ${plannedCandidateShare}`;
