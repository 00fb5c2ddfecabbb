"use client";

import { useCallback, useState } from "react";
import { NewRelease } from "#components/releases/form/new-release.tsx";
import { openOnce } from "#components/releases/form/open-once.ts";
import type { PlanOutlook } from "#components/releases/form/plan-outlook.ts";
import type { Target } from "#components/releases/form/release-target.ts";
import { ErrorBudget } from "#components/rollouts/plan-cards/error-budget.tsx";
import { PlanMeaning } from "#components/rollouts/plan-cards/plan-meaning.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";
import { type DraftOwner, draftBox } from "#lib/client/draft-box.ts";
import type { ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import { outlookBy } from "../outlook-by.ts";
import { TryPlan } from "../try-plan.tsx";

type NewReleaseFormProps = {
  models: readonly ReleasableModel[];
  start: Target;
  asked: boolean;
  owner: DraftOwner;
  templates: readonly ReleaseTemplate[];
};

/** The form with its ways to the server, looking ahead, opening, submitting, and to the browser's drafts. */
export function NewReleaseForm({ owner, ...props }: NewReleaseFormProps) {
  const lookAhead = useCallback(
    (target: Target): Promise<Answer<ReleasePreviewView>> => api("GET /release-preview", target),
    [],
  );
  const outlookOf = useCallback(async ({ model, pointer }: Target): Promise<Answer<PlanOutlook>> => {
    const traffic = await api("GET /models/{model}/pointers/{pointer}/traffic", { model, pointer });
    return traffic.ok ? { ok: true, value: outlookBy(traffic.value) } : traffic;
  }, []);
  const [save] = useState(() =>
    openOnce({
      newKey: () => crypto.randomUUID(),
      open: (draft, idempotencyKey) => api("POST /releases", draft, { idempotencyKey }),
      submit: (release) => api("POST /releases/{release}/submit", { release }),
    }),
  );
  const [drafts] = useState(() => draftBox(owner));
  return (
    <NewRelease
      {...props}
      drafts={drafts}
      lookAhead={lookAhead}
      outlookOf={outlookOf}
      save={save}
      trying={(plan, { model, pointer }, estimated) => (
        <>
          <ErrorBudget plan={plan} />
          <PlanMeaning plan={plan} estimated={estimated} />
          <TryPlan model={model} pointer={pointer} plan={plan} />
        </>
      )}
    />
  );
}
