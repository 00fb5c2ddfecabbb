"use client";

import { type FormEvent, useState } from "react";
import type { Answer, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { capital } from "#components/ui/capital.ts";
import { CheckField, SelectField, TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { PLAN_PARTS, type PlanPart, type TemplateContent } from "#lib/releases/template.ts";
import {
  type PlanChoice,
  PROMPT_LABELS,
  partLabels,
  planText,
  promptLabel,
  type TemplateStart,
} from "./template-words.ts";

export type TemplateInput = TemplateStart;

type TemplateFormProps = {
  start: TemplateStart;
  plans: readonly PlanChoice[];
  publish: Submit<TemplateInput>;
  /** The plan of a release, by its number. */
  planOf: (release: number) => Promise<Answer<Plan>>;
  onDone: () => void;
};

/** A new template, or the next version of one. What is published never changes. */
export function TemplateForm({ start, plans, publish, planOf, onDone }: TemplateFormProps) {
  const [content, setContent] = useState(start.content);
  const { busy, problem, send } = useSubmit(publish);
  const set = (change: Partial<TemplateContent>) => setContent((before) => ({ ...before, ...change }));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ ...start, content });
    if (outcome?.ok) onDone();
  };
  const title = start.of ? `Version ${start.of.basedOn + 1} of “${start.content.title}”` : "New template";
  return (
    <Sheet id="publish" title={title} provenance="a version never changes; releases keep theirs">
      <form onSubmit={onSubmit} className="grid gap-3 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <ProblemNotice problem={problem} />
        </div>
        <TextField
          label="Title"
          required
          maxLength={60}
          value={content.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <TextField
          label="When to use it"
          required
          maxLength={300}
          value={content.whenToUse}
          onChange={(event) => set({ whenToUse: event.currentTarget.value })}
        />
        <PlanFields content={content} set={set} plans={plans} planOf={planOf} />
        <LockFields content={content} set={set} />
        {Object.keys(PROMPT_LABELS).map((name) => (
          <Prompt key={name} name={name as keyof typeof PROMPT_LABELS} content={content} set={set} />
        ))}
        <Button type="submit" variant="solid" busy={busy} className="justify-self-start sm:col-span-2">
          {start.of ? `Publish version ${start.of.basedOn + 1}` : "Publish the template"}
        </Button>
      </form>
    </Sheet>
  );
}

type PartProps = { content: TemplateContent; set: (change: Partial<TemplateContent>) => void };

type PlanFieldsProps = PartProps & Pick<TemplateFormProps, "plans" | "planOf">;

/** The plan is taken as it is: from a template, or from a release in which it was written. */
function PlanFields({ content, set, plans, planOf }: PlanFieldsProps) {
  const [from, setFrom] = useState("");
  const [release, setRelease] = useState("");
  const { busy, problem, send } = useSubmit(planOf);
  const take = async () => {
    const outcome = await send(Number(release));
    if (!outcome?.ok) return;
    setFrom(`release ${release}`);
    set({ plan: outcome.value });
  };
  const chosen = from.startsWith("release ");
  return (
    <>
      <SelectField
        label="Rollout plan"
        hint={`${planText(content.plan)}${chosen ? `, of ${from}` : ""}`}
        value={chosen ? "" : from}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setFrom(value);
          const plan = plans.find((one) => one.value === value)?.plan;
          if (plan) set({ plan });
        }}
        choices={[
          { value: "", label: chosen ? `Of ${from}` : "As it is now" },
          ...plans.map(({ value, label }) => ({ value, label })),
        ]}
      />
      <div className="flex flex-col gap-1">
        <div className="flex items-end gap-2">
          <TextField
            label="Or the plan of a release"
            optional
            inputMode="numeric"
            placeholder="Its number"
            value={release}
            onChange={(event) => setRelease(event.currentTarget.value)}
          />
          <Button
            busy={busy}
            whyNot={/^[1-9]\d{0,8}$/.test(release) ? undefined : "Type the number of a release."}
            onClick={take}
          >
            Take its plan
          </Button>
        </div>
        <ProblemNotice problem={problem} />
      </div>
    </>
  );
}

const LockFields = ({ content: { locked }, set }: PartProps) => (
  <fieldset className="flex flex-col gap-2 sm:col-span-2">
    <legend className="mb-1 text-sm font-medium">Locked in every release made from it</legend>
    {PLAN_PARTS.map((part) => (
      <CheckField
        key={part}
        label={capital(partLabels[part].name)}
        hint={partLabels[part].hint}
        checked={locked.includes(part)}
        onChange={() => set({ locked: toggled(locked, part) })}
      />
    ))}
  </fieldset>
);

const toggled = (locked: readonly PlanPart[], part: PlanPart): PlanPart[] =>
  PLAN_PARTS.filter((one) => (one === part ? !locked.includes(one) : locked.includes(one)));

type PromptProps = PartProps & { name: keyof typeof PROMPT_LABELS };

const Prompt = ({ name, content: { prompts }, set }: PromptProps) => (
  <TextArea
    label={promptLabel(name)}
    required
    maxLength={300}
    className={name === "what" ? "sm:col-span-2" : undefined}
    value={prompts[name]}
    onChange={(event) => set({ prompts: { ...prompts, [name]: event.currentTarget.value } })}
  />
);
