"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { CheckField, SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Input } from "#lib/client/api.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { EnvelopeFormView } from "#lib/releases/views/envelopes.ts";
import { type EnvelopeTyped, envelopeInput, NUMBERS, PARTS_SHOWN, typedFirst } from "./envelope-draft.ts";

export type EnvelopeInput = Input<"POST /models/{model}/envelopes">;
type Model = NonNullable<EnvelopeFormView["model"]>;

type ProposeFormProps = {
  view: EnvelopeFormView;
  propose: Submit<EnvelopeInput, number>;
};

/** For which model; the rest depends on it. */
export function ProposeForm({ view, propose }: ProposeFormProps) {
  const router = useRouter();
  return (
    <>
      <Sheet title="For which model">
        <SelectField
          label="Model"
          required
          value={view.model?.name ?? ""}
          onChange={(event) =>
            router.push(`/envelopes/propose?model=${encodeURIComponent(event.currentTarget.value)}`)
          }
          choices={[
            { value: "", label: "Choose a model" },
            ...view.models.map((name) => ({ value: name, label: name })),
          ]}
        />
      </Sheet>
      {view.model && <Terms view={view} model={view.model} propose={propose} />}
    </>
  );
}

/** What may change, by how much, checked how, how often, from and until when: everything that is signed. */
function Terms({ view, model, propose }: ProposeFormProps & { model: Model }) {
  const router = useRouter();
  const [typed, setTyped] = useState<EnvelopeTyped>(() => typedFirst(model));
  const { busy, problem, send } = useSubmit(propose);
  const pointer = model.pointers.find(({ name }) => name === typed.pointer);
  const set = (change: Partial<EnvelopeTyped>) => setTyped((before) => ({ ...before, ...change }));
  const onSend = async () => {
    const outcome = await send(envelopeInput(model.name, typed, new Date()));
    if (!outcome?.ok) return;
    announce("Proposed. Its council signs next.");
    router.push(`/envelopes/${outcome.value}`);
  };
  const whyNot = view.whyNot ?? pointer?.whyNot ?? (pointer ? undefined : "Choose a pointer.");
  return (
    <Sheet title="What is signed" provenance={pointer?.base ? `against release ${pointer.base.release}` : ""}>
      <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
        <div className="flex flex-col gap-5">
          <ProblemNotice problem={problem} />
          <SelectField
            label="Pointer"
            value={typed.pointer}
            onChange={(event) => set({ pointer: event.currentTarget.value, worse: {} })}
            choices={model.pointers.map(({ name }) => ({ value: name, label: name }))}
          />
          {pointer?.whyNot && <Notice tone="hold" title={pointer.whyNot} />}
          <Parts typed={typed} set={set} />
          <Metrics metrics={pointer?.metrics ?? []} typed={typed} set={set} />
          <Numbers typed={typed} set={set} days={model.days} errors={problem?.fields ?? {}} />
          <Gates gates={view.gates} typed={typed} set={set} />
          <TextArea
            label="Why these changes need no full review"
            required
            maxLength={2000}
            value={typed.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <div className="self-start">
            <Button type="submit" variant="solid" busy={busy} whyNot={whyNot}>
              Propose the envelope
            </Button>
          </div>
        </div>
      </SendingForm>
    </Sheet>
  );
}

type Fields = { typed: EnvelopeTyped; set: (change: Partial<EnvelopeTyped>) => void };

const toggled = <T,>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

const Parts = ({ typed, set }: Fields) => (
  <fieldset className="flex flex-col gap-2">
    <legend className="pb-1 text-sm font-semibold">May change, besides the files</legend>
    {PARTS_SHOWN.map(({ part, label }) => (
      <CheckField
        key={part}
        label={label}
        checked={typed.mayChange.includes(part)}
        onChange={() => set({ mayChange: toggled(typed.mayChange, part) })}
      />
    ))}
  </fieldset>
);

function Metrics({ metrics, typed, set }: Fields & { metrics: Model["pointers"][number]["metrics"] }) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="pb-1 text-sm font-semibold">Worse by at most; leave out what bounds nothing</legend>
      {metrics.map(({ metric, dataset, datasetName, value, better }) => {
        const key = `${metric} ${dataset}`;
        return (
          <TextField
            key={key}
            label={`${catalogued(metric)?.title ?? metric} on ${datasetName}`}
            inputMode="decimal"
            hint={`${value} as reviewed; ${better} is better.`}
            value={typed.worse[key] ?? ""}
            onChange={(event) => set({ worse: { ...typed.worse, [key]: event.currentTarget.value } })}
          />
        );
      })}
    </fieldset>
  );
}

type NumbersProps = Fields & { days: number; errors: Readonly<Record<string, string>> };

const Numbers = ({ typed, set, days, errors }: NumbersProps) => (
  <div className="grid gap-3 sm:grid-cols-2">
    {NUMBERS.map(({ name, label }) => (
      <TextField
        key={name}
        label={label}
        inputMode="numeric"
        required
        error={errors[`terms.${name}`]}
        value={typed[name]}
        onChange={(event) => set({ [name]: event.currentTarget.value })}
      />
    ))}
    <TextField
      label="First day"
      type="date"
      required
      error={errors["terms.startsAt"]}
      value={typed.from}
      onChange={(event) => set({ from: event.currentTarget.value })}
    />
    <TextField
      label="Last day"
      type="date"
      required
      hint={`At most ${days} days from the first.`}
      error={errors["terms.endsAt"]}
      value={typed.until}
      onChange={(event) => set({ until: event.currentTarget.value })}
    />
  </div>
);

const Gates = ({ gates, typed, set }: Fields & { gates: EnvelopeFormView["gates"] }) =>
  gates.length === 0 ? null : (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-sm font-semibold">Gates that must pass; a waiver is not enough</legend>
      {gates.map(({ id, title }) => (
        <CheckField
          key={id}
          label={title}
          checked={typed.gates.includes(id)}
          onChange={() => set({ gates: toggled(typed.gates, id) })}
        />
      ))}
    </fieldset>
  );
