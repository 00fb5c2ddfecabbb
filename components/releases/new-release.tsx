"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { GuardrailEditor } from "./guardrail-editor.tsx";
import {
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
  templates: readonly ReleaseTemplate[];
  /** By "tier/class". */
  routes: Readonly<Record<string, Route>>;
  start: ReleaseDraft;
  save: Submit<ReleaseDraft, { href: string }>;
  /** "Open the release" for a new one, "Save as round 3" for an edit. */
  saveLabel: string;
};

/** A release from a template: what, why, by which plan, watched by what; and whom it will have to convince. */
export function NewRelease({ models, templates, routes, start, save, saveLabel }: NewReleaseProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const { busy, problem, send } = useSubmit(save);
  const own = tried ? draftProblems(draft) : {};
  const errors = { ...own, ...problem?.fields };
  const set = (change: Partial<ReleaseDraft>) => setDraft((before) => ({ ...before, ...change }));
  const model = models.find((each) => each.name === draft.model);
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
  return (
    <form onSubmit={onSubmit} noValidate>
      <WithRail
        railLabel="What it will meet"
        railLast
        rail={
          <RouteAhead route={routes[`${model?.tier}/${draft.changeClass}`]} tier={model?.tier}>
            <Button type="submit" variant="solid" busy={busy} className="w-full">
              {saveLabel}
            </Button>
          </RouteAhead>
        }
      >
        <ProblemNotice problem={problem} />
        {Object.keys(own).length > 0 && (
          <Notice tone="fail" icon="alert" role="alert" title="Not sent yet.">
            {Object.values(own).join(" ")}
          </Notice>
        )}
        <Sheet title="What">
          <WhatFields draft={draft} set={set} models={models} templates={templates} errors={errors} />
        </Sheet>
        <Sheet title="Why, and what if not">
          <WhyFields draft={draft} set={set} errors={errors} />
        </Sheet>
        <Sheet title="Stages" provenance="every one is signed" flush>
          <div className="py-4">
            <StageEditor
              key={draft.templateId}
              stages={draft.stages}
              onChange={(stages) => set({ stages })}
              error={errors.stages}
            />
          </div>
        </Sheet>
        <Sheet title="Guardrails" provenance="checked on every new piece of evidence" flush>
          <div className="pb-4">
            <GuardrailEditor
              key={draft.templateId}
              guardrails={draft.guardrails}
              onChange={(guardrails) => set({ guardrails })}
              error={errors.guardrails}
            />
          </div>
        </Sheet>
      </WithRail>
    </form>
  );
}
