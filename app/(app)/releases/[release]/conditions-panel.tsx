"use client";

import {
  type AnswerInput,
  ConditionsSheet,
  type ReportInput,
} from "#components/releases/review/conditions/conditions-sheet.tsx";
import type { Answer } from "#components/ui/answer.ts";
import type { Means } from "#lib/access/means.ts";
import { type ApiAnswer, api } from "#lib/client/api.ts";
import { stepUp } from "#lib/client/step-up.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ConditionView } from "#lib/releases/views/conditions.ts";

type ConditionsPanelProps = {
  release: number;
  conditions: readonly ConditionView[];
  plan: Plan;
  means: Means;
};

/** The conditions with their ways to the server. What is signed is the report that this page shows. */
export function ConditionsPanel({ release, conditions, plan, means }: ConditionsPanelProps) {
  const report = async ({ condition, evidence }: ReportInput): Promise<Answer> =>
    answered(
      await api("POST /releases/{release}/conditions/{condition}/reports", { release, condition, evidence }),
    );
  const answer = async ({ condition, decision, text, presence }: AnswerInput): Promise<Answer> => {
    const last = condition.reports.at(-1)!;
    const digest = last.digest as Digest;
    const proof = await stepUp(presence, { act: "sign-condition", subjectDigest: digest });
    if (!proof.ok) return proof;
    const signed = await api("POST /releases/{release}/conditions/{condition}/signatures", {
      release,
      condition: condition.id,
      report: last.report,
      digest,
      decision,
      comment: text,
      stepUpId: proof.value.stepUpId,
    });
    return answered(signed);
  };
  return (
    <ConditionsSheet conditions={conditions} plan={plan} means={means} report={report} answer={answer} />
  );
}

const answered = (outcome: ApiAnswer<unknown>): Answer =>
  outcome.ok ? { ok: true, value: undefined } : outcome;
