import { formatNumber } from "#components/ui/format-number.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { ArmNames } from "./arm-names.ts";

type Numbers = Pick<
  GuardrailVerdictView,
  "baselineSubjects" | "candidateSubjects" | "baselineWorth" | "candidateWorth"
>;

/** Who was answered, and how many independent rows their rows count as; null where rows name no subjects. */
export function subjectsText(numbers: Numbers, arms: ArmNames): string | null {
  const { baselineSubjects, candidateSubjects, baselineWorth, candidateWorth } = numbers;
  const said = [
    { arm: arms.candidate, subjects: candidateSubjects, worth: candidateWorth },
    { arm: arms.baseline, subjects: baselineSubjects, worth: baselineWorth },
  ].flatMap(({ arm, subjects, worth }) =>
    subjects === undefined || worth === undefined
      ? []
      : [
          `${formatNumber(subjects)} ${subjects === 1 ? "subject" : "subjects"} on ${arm}, worth ${formatNumber(Math.floor(worth))} independent ${Math.floor(worth) === 1 ? "row" : "rows"}`,
        ],
  );
  return said.length === 0 ? null : `${said.join("; ")}.`;
}
