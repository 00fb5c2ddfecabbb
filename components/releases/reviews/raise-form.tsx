"use client";

import { useState } from "react";
import { causeWords } from "#components/councils/cause-words.ts";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { capital } from "#components/ui/capital.ts";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { RaisedCause } from "#lib/councils/re-review.ts";

export type Raised = { pointer: string; cause: RaisedCause; reason: string; evidence: string };

type RaiseFormProps<Value> = {
  pointers: readonly string[];
  /** Those that the reader's functions let them bring. */
  causes: readonly RaisedCause[];
  whyNot: string | null;
  raise: Submit<Raised, Value>;
  onDone: (value: Value) => void;
};

/** Brings a cause for what is live to be reviewed again. */
export function RaiseForm<Value>({ pointers, causes, whyNot, raise, onDone }: RaiseFormProps<Value>) {
  const [typed, setTyped] = useState<Raised>({
    pointer: pointers[0] ?? "",
    cause: causes[0] ?? "other",
    reason: "",
    evidence: "",
  });
  const { busy, problem, send } = useSubmit(raise);
  const set = (more: Partial<Raised>) => setTyped({ ...typed, ...more });
  const barred = whyNot ?? (causes.length === 0 ? "Only a holder of a function brings a cause." : null);
  if (barred) return <p className="text-sm text-ink-3">{barred}</p>;
  const onSend = async () => {
    const answer = await send(typed);
    if (answer?.ok) onDone(answer.value);
  };
  return (
    <details>
      <summary className="cursor-pointer text-sm text-ink-2">Have it reviewed again</summary>
      <SendingForm
        busy={busy}
        problem={problem}
        onSend={() => void onSend()}
        className="flex flex-col gap-3 pt-3"
      >
        <ProblemNotice problem={problem} />
        <Fields typed={typed} set={set} pointers={pointers} causes={causes} fields={problem?.fields ?? {}} />
        <Button type="submit" busy={busy} className="self-start">
          Open a re-review
        </Button>
      </SendingForm>
    </details>
  );
}

type FieldsProps = Pick<RaiseFormProps<unknown>, "pointers" | "causes"> & {
  typed: Raised;
  set: (more: Partial<Raised>) => void;
  fields: Readonly<Record<string, string | undefined>>;
};

const Fields = ({ typed, set, pointers, causes, fields }: FieldsProps) => (
  <>
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label="Pointer"
        value={typed.pointer}
        choices={pointers.map((value) => ({ value, label: value }))}
        onChange={({ currentTarget: { value: pointer } }) => set({ pointer })}
        error={fields["pointer"]}
      />
      <SelectField
        label="Cause"
        hint="Your functions say which you can bring."
        value={typed.cause}
        choices={causes.map((value) => ({ value, label: capital(causeWords[value]) }))}
        onChange={({ currentTarget: { value } }) =>
          set({ cause: causes.find((one) => one === value) ?? typed.cause })
        }
      />
    </div>
    <TextArea
      label="Why it may not be fit any more"
      required
      maxLength={2000}
      value={typed.reason}
      onChange={({ currentTarget: { value: reason } }) => set({ reason })}
      error={fields["reason"]}
    />
    <TextField
      label="Evidence"
      hint="An address, or the name of a report"
      required
      maxLength={500}
      value={typed.evidence}
      onChange={({ currentTarget: { value: evidence } }) => set({ evidence })}
      error={fields["evidence"]}
    />
  </>
);
