"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";
import { LEARNING_CHANGES } from "#lib/incidents/learning.ts";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { CHANGE_WORDS, personChoices } from "./incident-words.ts";
import type { IncidentWork } from "./incident-work.ts";

type LearningFormProps = {
  people: IncidentPageView["people"];
  learn: IncidentWork["learn"];
  whyNot: WhyNot | null;
};
const NOTHING = { text: "", changes: "", owner: "" };

/** Adds what was learned: in words, what is to change, and who sees to it. */
export function LearningForm({ people, learn, whyNot }: LearningFormProps) {
  const [typed, setTyped] = useState(NOTHING);
  const { busy, problem, send } = useSubmit(learn);
  const changes = LEARNING_CHANGES.find((each) => each === typed.changes);
  const onSend = async () => {
    if (whyNot !== null || changes === undefined) return;
    const outcome = await send({ text: typed.text.trim(), changes, owner: typed.owner });
    if (!outcome?.ok) return;
    announce("The learning is added.");
    setTyped(NOTHING);
  };
  const field = typedField(typed, (changed) => setTyped({ ...typed, ...changed }), problem);
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()} className="flex flex-col gap-3">
      <ProblemNotice problem={problem} />
      <TextArea
        label="What was learned"
        hint="And what is to change for it. Kept permanently."
        required
        maxLength={1000}
        {...field("text")}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField label="What changes" required choices={CHANGE_CHOICES} {...field("changes")} />
        <SelectField label="Who sees to it" required choices={personChoices(people)} {...field("owner")} />
      </div>
      <Button type="submit" busy={busy} whyNot={whyNot ?? undefined} className="self-start">
        Add the learning
      </Button>
    </SendingForm>
  );
}

const CHANGE_CHOICES = [
  { value: "", label: "Choose what changes" },
  ...LEARNING_CHANGES.map((each) => ({ value: each, label: CHANGE_WORDS[each] })),
];
