"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import { SEVERITIES, SEVERITY_WORDS } from "#lib/incidents/severity.ts";
import type { IncidentPageView } from "#lib/incidents/views/incident-page.ts";
import { personChoices, severityText } from "./incident-words.ts";
import type { IncidentWork, NotNow } from "./incident-work.ts";

type IncidentAssessmentProps = { incident: IncidentPageView; work: IncidentWork; whyNot: NotNow };

/** How grave the incident is and who leads it, and the way to say so; nothing once it was closed without. */
export function IncidentAssessment(props: IncidentAssessmentProps) {
  const { severity, lead, incidentState } = props.incident;
  if (incidentState === "closed" && severity === null) return null;
  return (
    <Sheet title="Severity and lead" provenance={lead ? `led by ${lead.name}` : "not assessed yet"}>
      {severity !== null && <p className="text-sm">{severityText(severity)}</p>}
      {incidentState === "open" && <AssessmentForm {...props} />}
    </Sheet>
  );
}

function AssessmentForm({ incident: { severity, lead, people }, work, whyNot }: IncidentAssessmentProps) {
  const [typed, setTyped] = useState({
    severity: severity === null ? "" : String(severity),
    lead: lead?.id ?? "",
    reason: "",
  });
  const { busy, problem, send } = useSubmit(work.assess);
  const chosen = SEVERITIES.find((each) => String(each) === typed.severity);
  const onSend = async () => {
    if (whyNot.assess !== null || chosen === undefined) return;
    const outcome = await send({ severity: chosen, lead: typed.lead, reason: typed.reason.trim() });
    if (!outcome?.ok) return;
    announce("The incident is assessed.");
    setTyped({ ...typed, reason: "" });
  };
  const field = typedField(typed, (changed) => setTyped({ ...typed, ...changed }), problem);
  return (
    <SendingForm
      busy={busy}
      problem={problem}
      onSend={() => void onSend()}
      className="mt-4 flex flex-col gap-3 first:mt-0"
    >
      <ProblemNotice problem={problem} />
      <SelectField label="Severity" required choices={SEVERITY_CHOICES} {...field("severity")} />
      <SelectField label="Lead" required choices={personChoices(people)} {...field("lead")} />
      <TextArea
        label="What it is judged by"
        hint="Kept permanently; a later assessment stands beside it."
        required
        maxLength={1000}
        {...field("reason")}
      />
      <Button type="submit" busy={busy} whyNot={whyNot.assess ?? undefined} className="self-start">
        {severity === null ? "Assess" : "Assess again"}
      </Button>
    </SendingForm>
  );
}

const SEVERITY_CHOICES = [
  { value: "", label: "Choose how grave it is" },
  ...SEVERITIES.map((each) => ({ value: String(each), label: `${each}: ${SEVERITY_WORDS[each]}` })),
];
