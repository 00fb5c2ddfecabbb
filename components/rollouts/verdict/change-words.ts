import { countOf } from "#components/ui/format-number.ts";
import type { EvidenceChange } from "#lib/rollouts/views/evidence-change.ts";
import type { ArmNames } from "../arm-names.ts";
import { decisionLooks } from "./decision-words.ts";

/** "Outcomes of 600 answers of v2 were corrected since." */
export function correctedText({ corrected }: EvidenceChange, arms: ArmNames): string {
  const of = (["candidate", "baseline"] as const).flatMap((arm) =>
    corrected[arm] > 0 ? [`${countOf(corrected[arm], "answer")} of ${arms[arm]}`] : [],
  );
  return `Outcomes of ${of.join(" and ")} were corrected since.`;
}

/** What the same judge would decide on them. */
export function wouldText({ decision }: EvidenceChange, was: EvidenceChange["decision"]): string {
  return decision === was
    ? "The same judge would decide the same."
    : `The same judge would now decide: ${decisionLooks[decision].word.toLowerCase()}.`;
}
