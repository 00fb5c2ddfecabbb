import type { Guardrail } from "#lib/releases/plan.ts";
import { sequentialSampleRatio } from "#lib/stats/sample-ratio.ts";
import { errorBudget, type Judging } from "./error-budget.ts";
import { type ArmCounts, type Evidence, isCount, stalenessOf } from "./evidence.ts";
import { count, percent } from "./phrases.ts";
import { minSamples } from "./rules.ts";
import type { EvidenceState, GuardrailVerdict, VerdictNumbers } from "./verdict.ts";

/**
 * Whether traffic reached the arms as planned: a broken split makes every comparison of the arms worthless.
 * Sequential, so that judging every second raises no false alarms.
 */
export function sampleRatioVerdict(
  judging: Judging,
  guardrail: Guardrail,
  evidence: Evidence,
): GuardrailVerdict {
  const alpha = errorBudget(judging).ratio;
  const { exposureCounts } = evidence;
  const { baseline, candidate } = unitsOf(judging, exposureCounts);
  const { plannedCandidateShare: share } = exposureCounts;
  const said = (state: EvidenceState, reason: string, numbers: VerdictNumbers = {}): GuardrailVerdict => ({
    guardrailId: guardrail.id,
    state,
    reason,
    n: { baseline: isCount(baseline) ? baseline : 0, candidate: isCount(candidate) ? candidate : 0 },
    alpha,
    ...numbers,
  });
  const error =
    Object.hasOwn(evidence.byGuardrail, guardrail.id) && evidence.byGuardrail[guardrail.id]?.error;
  if (error) return said("ERROR", `The exposures could not be read: ${error}.`);
  if (!isCount(baseline) || !isCount(candidate) || !(share >= 0 && share <= 1)) {
    return said("ERROR", "The exposures could not be read: a count or the planned share is not a number.");
  }
  const total = baseline + candidate;
  if (total === 0) return said("NO_DATA", "Nobody has been assigned yet.");
  const reached = `${count(candidate)} of ${count(total)} reached the candidate`;
  const p = ratioP(judging, exposureCounts);
  if (p === null) return said("FAIL", `Traffic reached an arm the plan gives none: ${reached}.`);
  const planned = `${percent(share)} planned`;
  const numbers = { p };
  if (p < alpha) return said("FAIL", `Traffic does not follow the plan: ${reached}, ${planned}.`, numbers);
  const stale = stalenessOf(evidence.watermark, evidence, guardrail.maxStalenessSeconds);
  if (stale !== null) return said("STALE", stale, numbers);
  const samplesNeeded = missingIn({ baseline, candidate }, share, minSamples(judging.stage, guardrail));
  if (samplesNeeded > 0) {
    const reason = `${count(samplesNeeded)} more ${nounOf(judging, exposureCounts)} needed in the thinner arm.`;
    return said("INSUFFICIENT", reason, { ...numbers, samplesNeeded });
  }
  return said("PASS", `Traffic follows the plan: ${reached}, ${planned}.`, numbers);
}

type Counts = Evidence["exposureCounts"];

/** Who was assigned: subjects, where the senders name them, otherwise requests. */
const unitsOf = ({ judge }: Judging, { units, ...rows }: Counts): ArmCounts =>
  judge.countsSubjects && units ? units : rows;

function nounOf(judging: Judging, counts: Counts): "subjects" | "requests" {
  const { baseline, candidate } = unitsOf(judging, counts);
  return baseline + candidate < counts.baseline + counts.candidate ? "subjects" : "requests";
}

/** Of each arm that the plan gives traffic, what the thinner one lacks. */
const missingIn = ({ baseline, candidate }: ArmCounts, share: number, wanted: number): number =>
  Math.max(share < 1 ? wanted - baseline : 0, share > 0 ? wanted - candidate : 0);

/**
 * Always-valid p of "traffic follows the plan"; null where an arm that it gives none has traffic. A late batch and a wrong
 * clock each shift the counts of an arm by one clock only: the split is found broken where it is by both.
 */
function ratioP(judging: Judging, counts: Counts): number | null {
  const { shared, plannedCandidateShare: share } = counts;
  const tested = ({ baseline, candidate }: ArmCounts) =>
    sequentialSampleRatio({ observed: [baseline, candidate], planned: [1 - share, share] });
  const whole = tested(unitsOf(judging, counts));
  if (whole.status !== "ok") return null;
  if (!judging.judge.countsSharedTime || shared === undefined) return whole.p;
  const found = [tested(shared.receipt), tested(shared.sender)];
  return Math.max(...found.map((each) => (each.status === "ok" ? each.p : 1)));
}
