"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { FindingSeverity } from "#lib/councils/finding.ts";
import type { FindingListView } from "#lib/councils/views/finding-list.ts";

export type FindingInput = {
  title: string;
  hypothesis: string;
  severity: FindingSeverity;
  owner: string;
  dueAt: string;
  version?: number;
  metric?: string;
  slice?: string;
};

type Typed = Record<"title" | "hypothesis" | "owner" | "due" | "version" | "metric" | "slice", string>;
const NOTHING: Typed = { title: "", hypothesis: "", owner: "", due: "", version: "", metric: "", slice: "" };

/** What is sent of what was typed: nothing of a field that was left empty. */
const inputOf = (typed: Typed, severity: FindingSeverity): FindingInput => ({
  title: typed.title,
  hypothesis: typed.hypothesis,
  severity,
  owner: typed.owner,
  dueAt: new Date(`${typed.due}T23:59:59`).toISOString(),
  ...(typed.version ? { version: Number(typed.version) } : {}),
  ...(typed.metric ? { metric: typed.metric } : {}),
  ...(typed.slice ? { slice: typed.slice } : {}),
});

type FindingFormProps = { owners: FindingListView["owners"]; open: Submit<FindingInput> };

/** Documents a gap: what is suspected, how bad it is, where it shows, who sees to it and until when. */
export function FindingForm({ owners, open }: FindingFormProps) {
  const router = useRouter();
  const [typed, setTyped] = useState(NOTHING);
  const [severity, setSeverity] = useState<FindingSeverity>("medium");
  const { busy, problem, send } = useSubmit(open);
  const onSend = async () => {
    const outcome = await send(inputOf(typed, severity));
    if (!outcome?.ok) return;
    announce("The finding is open.");
    setTyped(NOTHING);
    router.refresh();
  };
  const field = typedField(typed, (changed) => setTyped({ ...typed, ...changed }), problem);
  const people = [
    { value: "", label: "Choose a person" },
    ...owners.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Sheet title="Open a finding">
      <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
        <div className="grid gap-4 md:grid-cols-3">
          <div className="flex flex-col gap-4 md:col-span-3">
            <ProblemNotice problem={problem} />
            <TextField label="Title" required maxLength={120} {...field("title")} />
            <TextArea
              label="Hypothesis"
              required
              maxLength={2000}
              hint="What is suspected, and why."
              {...field("hypothesis")}
            />
          </div>
          <SelectField
            label="Severity"
            value={severity}
            onChange={({ currentTarget: { value } }) => setSeverity(SEVERITY_OF[value] ?? "medium")}
            choices={Object.entries(SEVERITY_LABELS).map(([value, label]) => ({ value, label }))}
          />
          <SelectField label="Who sees to it" required choices={people} {...field("owner")} />
          <TextField label="Due" type="date" required {...field("due", "dueAt")} />
          <TextField label="Version (optional)" type="number" min={1} {...field("version")} />
          <TextField label="Metric (optional)" maxLength={60} {...field("metric")} />
          <TextField label="Slice (optional)" maxLength={300} {...field("slice")} />
          <div>
            <Button type="submit" busy={busy}>
              Open the finding
            </Button>
          </div>
        </div>
      </SendingForm>
    </Sheet>
  );
}

const SEVERITY_LABELS: Readonly<Record<FindingSeverity, string>> = {
  high: "High",
  medium: "Medium",
  low: "Low",
};
const SEVERITY_OF: Readonly<Record<string, FindingSeverity>> = { high: "high", medium: "medium", low: "low" };
