import type { Guardrail } from "#lib/releases/plan.ts";
import type { Judging } from "./error-budget.ts";
import { type Evidence, type GuardrailEvidence, isBeforeStage, stalenessOf } from "./evidence.ts";
import type { JudgeTraits } from "./judges.ts";
import { withReceipts } from "./receipts.ts";
import { sampleRatioVerdict } from "./sample-ratio.ts";
import { withSlices } from "./slice-consequence.ts";
import { withoutSubjects } from "./subjects.ts";
import type { GuardrailVerdict } from "./verdict.ts";
import { NOT_FAILED, type Said, type Weighed, weighed } from "./weighed.ts";

/**
 * Judges one guardrail on one stage's evidence. Pure: the same evidence gives the same verdict. Proven harm fails,
 * however thin or old the evidence; only fresh, sufficient, whole evidence passes.
 */
export const judgeGuardrail = (
  judging: Judging,
  guardrail: Guardrail,
  evidence: Evidence,
): GuardrailVerdict => {
  const verdict = withSlices(judging, guardrail, evidence, judged(judging, guardrail, evidence));
  return withReceipts(judging.plan, evidence, verdict);
};

function judged(judging: Judging, guardrail: Guardrail, evidence: Evidence): GuardrailVerdict {
  if (guardrail.rule.kind === "sample-ratio") return sampleRatioVerdict(judging, guardrail, evidence);
  const found = evidenceFor(judging.judge, guardrail, evidence);
  const [state, reason, numbers] = found
    ? ofItsAge(weighed(judging, guardrail, found, evidence), guardrail, evidence, judging)
    : NOTHING;
  return { guardrailId: guardrail.id, state, reason, n: rowsOf(found), ...numbers };
}

const NOTHING: Said = ["NO_DATA", "Nothing has been reported.", {}];

function evidenceFor(
  { countsSubjects }: JudgeTraits,
  { id }: Guardrail,
  { byGuardrail }: Evidence,
): GuardrailEvidence | undefined {
  const found = Object.hasOwn(byGuardrail, id) ? byGuardrail[id] : undefined;
  return found === undefined || countsSubjects ? found : withoutSubjects(found);
}

/** Harm is proven by evidence of any age that is the stage's own; all else only by fresh evidence. */
function ofItsAge(
  found: Weighed,
  { maxStalenessSeconds }: Guardrail,
  evidence: Evidence,
  { failuresOnly }: Judging,
): Said {
  if ("unreadable" in found) return found.unreadable;
  const { arms, broken, finding, lacking } = found;
  const beforeStage = arms.some((arm) => isBeforeStage(arm, evidence));
  if (broken !== null && !beforeStage) return broken;
  if (finding === null) return lacking;
  if (finding[0] === "FAIL" && !beforeStage) return finding;
  if (failuresOnly) return NOT_FAILED;
  const stale = arms.map((arm) => stalenessOf(arm.latestAt, evidence, maxStalenessSeconds)).find(Boolean);
  if (stale) return ["STALE", stale, finding[2]];
  return lacking ?? finding;
}

function rowsOf(found: GuardrailEvidence | undefined): GuardrailVerdict["n"] {
  if (found?.paired) return { baseline: whole(found.paired.n), candidate: whole(found.paired.n) };
  return { baseline: whole(found?.baseline?.n), candidate: whole(found?.candidate?.n) };
}

function whole(n: number | undefined): number {
  return n !== undefined && Number.isSafeInteger(n) && n > 0 ? n : 0;
}
