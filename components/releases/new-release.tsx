"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import { GuardrailEditor } from "./guardrail-editor.tsx";
import { JudgingFields } from "./judging-fields.tsx";
import {
  type DraftProblems,
  draftProblems,
  type ModelChoice,
  type ReleaseDraft,
  type ReleaseTemplate,
  type Route,
} from "./release-draft.ts";
import { RouteAhead } from "./route-ahead.tsx";
import { StageEditor } from "./stage-editor.tsx";
import { WhatFields, WhyFields } from "./what-and-why.tsx";

type NewReleaseProps = {
  models: readonly ModelChoice[];
  /** The first one is what `start` came from. None when a release is edited. */
  templates: readonly ReleaseTemplate[];
  /** By the model's tier. */
  routes: Readonly<Record<string, Route>>;
  start: ReleaseDraft;
  save: Submit<ReleaseDraft, { href: string }>;
  /** "Open the release" for a new one, "Save as round 3" for an edit. */
  saveLabel: string;
  fixedTarget?: boolean | undefined;
};

/** A release from a template: what, why, by which plan, watched by what; and whom it will have to convince. */
export function NewRelease(props: NewReleaseProps) {
  const { models, templates, routes, start, saveLabel } = props;
  const [draft, setDraft] = useState(start);
  const [templateId, setTemplateId] = useState(templates[0]?.id ?? "");
  const { busy, problem, errors, own, onSubmit } = useDraftSubmit(draft, props.save);
  const set = (change: Partial<ReleaseDraft>) => setDraft((before) => ({ ...before, ...change }));
  const setPlan = (change: Partial<Plan>) => set({ plan: { ...draft.plan, ...change } });
  const tier = models.find((each) => each.name === draft.model)?.tier;
  return (
    <form onSubmit={onSubmit} noValidate>
      <WithRail
        railLabel="What it will meet"
        railLast
        rail={
          <RouteAhead route={tier ? routes[tier] : undefined} tier={tier}>
            <Button type="submit" variant="solid" busy={busy} className="w-full">
              {saveLabel}
            </Button>
          </RouteAhead>
        }
      >
        <ProblemNotice problem={problem} />
        {Object.keys(own).length > 0 && (
          <Notice tone="fail" icon="alert" role="alert" title="Not sent yet.">
            What is marked below has to be filled in or put right.
          </Notice>
        )}
        <Sheet title="What">
          <WhatFields
            {...{ draft, set, errors, models, templates, templateId }}
            fixedTarget={props.fixedTarget ?? false}
            onTemplate={(next) => {
              setTemplateId(next.id);
              set({ case: next.case, plan: next.plan });
            }}
          />
        </Sheet>
        <Sheet key={`why ${templateId}`} title="Why, and what if not">
          <WhyFields
            value={draft.case}
            set={(change) => set({ case: { ...draft.case, ...change } })}
            errors={errors}
          />
        </Sheet>
        <Sheet key={`stages ${templateId}`} title="Stages" provenance="every one is signed">
          <StageEditor
            stages={draft.plan.stages}
            onChange={(stages) => setPlan({ stages })}
            error={errors["plan.stages"]}
          />
        </Sheet>
        <Sheet
          key={`guardrails ${templateId}`}
          title="Guardrails"
          provenance="checked on every new piece of evidence"
        >
          <GuardrailEditor
            guardrails={draft.plan.guardrails}
            onChange={(guardrails) => setPlan(withGuardrails(draft.plan, guardrails))}
            error={errors["plan.guardrails"]}
          />
          <div className="mt-4">
            <JudgingFields plan={draft.plan} set={setPlan} />
          </div>
        </Sheet>
      </WithRail>
    </form>
  );
}

/** Sends what the schemas accept; otherwise marks the fields and puts the first in focus. */
function useDraftSubmit(draft: ReleaseDraft, save: NewReleaseProps["save"]) {
  const router = useRouter();
  const [tried, setTried] = useState(false);
  const { busy, problem, send } = useSubmit(save);
  const own: DraftProblems = tried ? draftProblems(draft) : {};
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(draftProblems(draft)).length > 0) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const outcome = await send(draft);
    if (outcome?.ok) router.push(outcome.value.href);
  };
  const errors: DraftProblems = { ...own, ...problem?.fields };
  return { busy, problem, own, errors, onSubmit };
}

/** A stage's own margins go with the guardrail they were for. */
function withGuardrails(plan: Plan, guardrails: Guardrail[]): Pick<Plan, "guardrails" | "stages"> {
  const ids = new Set(guardrails.map(({ id }) => id));
  const stages = plan.stages.map((stage) => {
    const { advanceMargins, ...rest } = stage;
    if (!advanceMargins) return rest;
    return {
      ...rest,
      advanceMargins: Object.fromEntries(Object.entries(advanceMargins).filter(([id]) => ids.has(id))),
    };
  });
  return { guardrails, stages };
}
