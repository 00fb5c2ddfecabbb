"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { ModelTierView } from "#lib/councils/views/model-tier.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import { type Answers, CURRENT_QUESTIONNAIRE, outcomeOf } from "#lib/registry/tier-questionnaire.ts";
import { becauseText } from "./tier-words.ts";

export type AssessmentInput = { questionnaire: number; answers: Answers; reason: string };

type TierFormProps = {
  view: Pick<ModelTierView, "tier" | "confirmed">;
  propose: Submit<AssessmentInput>;
};

/** The questionnaire about a model. Says what tier the answers ask for before anything is sent. */
export function TierForm({ view, propose }: TierFormProps) {
  const router = useRouter();
  const [answers, setAnswers] = useState<Answers>(() => answersBefore(view.confirmed));
  const [reason, setReason] = useState("");
  const { busy, problem, send } = useSubmit(propose);
  const { version, questions } = CURRENT_QUESTIONNAIRE;
  const onSend = async () => {
    const outcome = await send({ questionnaire: version, answers, reason });
    if (!outcome?.ok) return;
    announce("Proposed. Compliance signs it next.");
    router.refresh();
  };
  return (
    <Sheet
      title={view.confirmed ? "Assess again" : "Assess this model"}
      provenance={`questionnaire ${version}`}
    >
      <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
        <div className="flex flex-col gap-4">
          <ProblemNotice problem={problem} />
          <div className="grid gap-4 md:grid-cols-2">
            {questions.map(({ id, ask, answers: choices }) => (
              <SelectField
                key={id}
                label={ask}
                required
                value={answers[id] ?? ""}
                error={problem?.fields?.[`answers.${id}`]}
                onChange={({ currentTarget: { value } }) => setAnswers({ ...answers, [id]: value })}
                choices={[
                  { value: "", label: "Choose an answer" },
                  ...choices.map((choice) => ({ value: choice.id, label: choice.label })),
                ]}
              />
            ))}
          </div>
          <TextArea
            label="Why these answers"
            required
            maxLength={2000}
            hint="Compliance reads it before signing. Kept permanently."
            value={reason}
            error={problem?.fields?.["reason"]}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Result answers={answers} now={view.tier} />
          <div>
            <Button type="submit" variant="solid" busy={busy}>
              Propose this tier
            </Button>
          </div>
        </div>
      </SendingForm>
    </Sheet>
  );
}

function answersBefore(confirmed: TierFormProps["view"]["confirmed"]): Answers {
  return Object.fromEntries(confirmed?.answered.map(({ question, answer }) => [question, answer]) ?? []);
}

/** What the answers ask for so far, and what proposing it would do. */
function Result({ answers, now }: { answers: Answers; now: Tier }) {
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ""));
  const outcome = outcomeOf(CURRENT_QUESTIONNAIRE, given);
  if (!outcome) {
    const open = CURRENT_QUESTIONNAIRE.questions.length - Object.keys(given).length;
    return (
      <Notice tone="plain" icon="dashed" role="status" title="No tier yet.">
        {open === 1 ? "1 question is open." : `${open} questions are open.`}
      </Notice>
    );
  }
  const { tier } = outcome;
  const stricter = tier !== now && isAtLeast(tier, now);
  return (
    <Notice
      tone={stricter ? "hold" : "yours"}
      icon={stricter ? "alert" : "check"}
      role="status"
      title={`The answers ask for the ${tier} tier.`}
      details={<p className="mt-1 text-ink-2">{becauseText(outcome)}</p>}
    >
      {consequenceText(tier, now)}
    </Notice>
  );
}

function consequenceText(tier: Tier, now: Tier): string {
  if (tier === now) return "That is the tier that counts now; compliance confirms it.";
  return isAtLeast(tier, now)
    ? `It counts as soon as you propose it, in place of ${now}; only compliance can end that.`
    : `It counts in place of ${now} once compliance confirms it.`;
}
