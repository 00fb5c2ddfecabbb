"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type TypedField, typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import type { ModelOwnersView } from "#lib/registry/views/model-owners.ts";

export type NewModelInput = {
  name: string;
  title: string;
  purpose: string;
  intendedUse: string;
  riskTier: Tier;
  ownerId: string;
};

type NewModelProps = {
  owners: ModelOwnersView["people"];
  /** Who writes this: the owner, unless another is chosen. */
  authorId: string;
  create: Submit<NewModelInput, { name: string }>;
};

/** Adds a model to the catalogue. Its name appears in addresses and never changes. */
export function NewModel({ owners, authorId, create }: NewModelProps) {
  const router = useRouter();
  const [model, setModel] = useState<NewModelInput>({ ...BLANK, ownerId: authorId });
  const { busy, problem, send } = useSubmit(create);
  const typed = typedField<Text>(model, (changed) => setModel({ ...model, ...changed }), problem);
  const text = (field: Text): TextProps => ({ required: true, ...typed(field) });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send(model);
    if (outcome?.ok) router.push(`/models/${outcome.value.name}`);
  };
  return (
    <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-5">
      <ProblemNotice problem={problem} />
      <WhatItIs text={text} />
      <WhoAnswers
        owners={owners}
        model={model}
        errors={problem?.fields}
        onChange={(change) => setModel({ ...model, ...change })}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="solid" busy={busy}>
          Add model
        </Button>
        <ButtonLink href="/models">Not now</ButtonLink>
      </div>
    </form>
  );
}

type Text = "name" | "title" | "purpose" | "intendedUse";
type TextProps = TypedField & { required: true };

function WhatItIs({ text }: { text: (field: Text) => TextProps }) {
  return (
    <Sheet title="What it is">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Name"
          mono
          maxLength={63}
          pattern="[a-z0-9]+(?:[\-._][a-z0-9]+)*"
          title="Lower-case letters and digits, with single - . _ between them."
          hint="In addresses and in flag keys, like churn-risk. It cannot be changed."
          {...text("name")}
        />
        <TextField label="Title" maxLength={120} hint="What people call it" {...text("title")} />
        <TextArea
          className="sm:col-span-2"
          label="Purpose"
          maxLength={2000}
          placeholder="Which decision does it support, and what does it predict?"
          {...text("purpose")}
        />
        <TextArea
          className="sm:col-span-2"
          label="Intended use"
          maxLength={2000}
          placeholder="Who uses the output, how, and what must it not be used for?"
          {...text("intendedUse")}
        />
      </div>
    </Sheet>
  );
}

type WhoAnswersProps = Pick<NewModelProps, "owners"> & {
  model: NewModelInput;
  errors: Problem["fields"];
  onChange: (change: Partial<NewModelInput>) => void;
};

function WhoAnswers({ owners, model, errors, onChange }: WhoAnswersProps) {
  return (
    <Sheet title="Who answers for it">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label="Risk tier"
          hint="How much damage a wrong answer can do. Until compliance confirms an assessment, the model counts as high or more."
          value={model.riskTier}
          error={errors?.["riskTier"]}
          onChange={({ currentTarget }) =>
            onChange({ riskTier: TIERS.find((tier) => tier === currentTarget.value) ?? "high" })
          }
          choices={TIERS.map((tier) => ({ value: tier, label: tier }))}
        />
        <SelectField
          label="Owner"
          value={model.ownerId}
          error={errors?.["ownerId"]}
          onChange={(event) => onChange({ ownerId: event.currentTarget.value })}
          choices={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
    </Sheet>
  );
}

const BLANK = { name: "", title: "", purpose: "", intendedUse: "", riskTier: "high" } as const;
