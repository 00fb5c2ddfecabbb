"use client";

import { useMemo } from "react";
import { EditRelease } from "#components/releases/form/edit-release.tsx";
import type { Saving } from "#components/releases/form/use-draft-submit.ts";
import { estimatedOf } from "#components/releases/plan-grid/estimated.ts";
import { ErrorBudget } from "#components/rollouts/plan-cards/error-budget.tsx";
import { PlanMeaning } from "#components/rollouts/plan-cards/plan-meaning.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import type { EditPreviewView } from "#lib/releases/views/edit-preview.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";
import type { PointerTrafficView } from "#lib/rollouts/views/pointer-traffic.ts";
import { outlookBy } from "../../outlook-by.ts";
import { TryPlan } from "../../try-plan.tsx";

type EditReleaseFormProps = {
  release: number;
  sections: ReleaseSections;
  template: MadeFromView | null;
  facts: EditPreviewView;
  /** Of its pointer, where the reader may see it. */
  traffic: PointerTrafficView | null;
};

/** The edit with its way to the server. */
export function EditReleaseForm({ release, sections, template, facts, traffic }: EditReleaseFormProps) {
  const save = async ({ draft }: Saving): Promise<Answer<{ href: string }>> => {
    const { case: texts, plan } = draft;
    const saved = await api("PUT /releases/{release}", { release, round: facts.round, case: texts, plan });
    return saved.ok ? { ok: true, value: { href: `/releases/${release}` } } : saved;
  };
  const outlook = useMemo(
    () => traffic && outlookBy(traffic, sections.target.base !== null),
    [traffic, sections.target.base],
  );
  const before = useMemo(
    () => ({ plan: sections.plan, estimated: estimatedOf(sections.plan, outlook?.estimator ?? null) }),
    [sections.plan, outlook],
  );
  const { model, pointer } = sections.target;
  return (
    <EditRelease
      sections={sections}
      template={template}
      facts={facts}
      outlook={outlook}
      save={save}
      trying={(plan, estimated) => (
        <>
          <ErrorBudget plan={plan} />
          <PlanMeaning plan={plan} estimated={estimated} before={before} />
          <TryPlan model={model} pointer={pointer} plan={plan} />
        </>
      )}
    />
  );
}
