"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type TypedField, typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { WaiverFormView } from "#lib/releases/views/waivers.ts";
import { spanOfDays } from "./waiver-days.ts";

export type WaiverInput = {
  model: string;
  gate: string;
  release?: number;
  startsAt: string;
  endsAt: string;
  reason: string;
  risk: string;
  measures: string;
};

type RequestFormProps = {
  view: WaiverFormView;
  /** What the address names already. */
  chosen: { readonly model?: string | undefined; readonly gate?: string | undefined };
  request: Submit<WaiverInput, number>;
};

type Typed = Record<"model" | "gate" | "from" | "until" | "reason" | "risk" | "measures", string>;

/** Which gate, for what, from when until when, and why: everything that is signed. */
export function RequestForm({ view, chosen, request }: RequestFormProps) {
  const router = useRouter();
  const [typed, setTyped] = useState<Typed>({
    model: chosen.model ?? view.release?.model ?? "",
    gate: chosen.gate ?? "",
    from: "",
    until: "",
    reason: "",
    risk: "",
    measures: "",
  });
  const { busy, problem, send } = useSubmit(request);
  const onSend = async () => {
    const { from, until, ...said } = typed;
    const of = view.release ? { release: view.release.number } : {};
    const outcome = await send({ ...said, ...of, ...spanOfDays({ from, until }, new Date()) });
    if (!outcome?.ok) return;
    announce("Requested. It is signed next.");
    router.push(`/waivers/${outcome.value}`);
  };
  const written = typedField(typed, (changed) => setTyped({ ...typed, ...changed }), problem);
  const field: FieldOf = (name, fault) => ({ required: true, ...written(name, fault) });
  const scope = view.release ? `for release ${view.release.number} alone` : "for all of a model";
  return (
    <Sheet title="What is waived" provenance={scope}>
      <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
        <div className="flex flex-col gap-4">
          <ProblemNotice problem={problem} />
          <WhatAndWhen view={view} typed={typed} field={field} />
          <TextArea label="Why the gate is not met" maxLength={2000} {...field("reason")} />
          <TextArea label="What could go wrong" maxLength={2000} {...field("risk")} />
          <TextArea
            label="What is done instead"
            maxLength={2000}
            hint="Read before signing. Kept permanently."
            {...field("measures")}
          />
          <div className="self-start">
            <Button type="submit" variant="solid" busy={busy} whyNot={view.whyNot ?? undefined}>
              Request the waiver
            </Button>
          </div>
        </div>
      </SendingForm>
    </Sheet>
  );
}

type FieldOf = (name: keyof Typed, fault?: string) => TypedField & { required: true };

type WhatProps = { view: WaiverFormView; typed: Typed; field: FieldOf };

function WhatAndWhen({ view, typed, field }: WhatProps) {
  const days = view.models.find(({ name }) => name === typed.model)?.days;
  const gate = view.gates.find(({ id }) => id === typed.gate);
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          label="Model"
          {...field("model")}
          choices={[
            { value: "", label: "Choose a model" },
            ...view.models.map(({ name }) => ({ value: name, label: name })),
          ]}
        />
        <SelectField
          label="Gate"
          {...field("gate")}
          choices={[
            { value: "", label: "Choose a gate" },
            ...view.gates.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <TextField label="First day" type="date" {...field("from", "startsAt")} />
        <TextField
          label="Last day"
          type="date"
          hint={days === undefined ? undefined : `At most ${days} days from the first.`}
          {...field("until", "endsAt")}
        />
      </div>
      {view.gates.length === 0 && (
        <Notice tone="hold" title="No gate of this policy may be waived.">
          A gate that blocks names who may waive it in the policy.
        </Notice>
      )}
      {gate && (
        <Notice tone="hold" title={gate.message}>
          {functionLabels[gate.seat]} signs: somebody who neither asks for it nor had a part in the release.
        </Notice>
      )}
    </>
  );
}
