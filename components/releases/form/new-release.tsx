"use client";

import { useId, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { retarget, startRelease, withTemplate } from "./release-start.ts";
import type { Target } from "./release-target.ts";
import { RouteAhead } from "./route-ahead.tsx";
import { type Saving, useDraftSubmit } from "./use-draft-submit.ts";
import { useRoute } from "./use-route.ts";
import { WhatFields } from "./what-fields.tsx";

type NewReleaseProps = {
  models: readonly ReleasableModel[];
  start: Target;
  /** Who would review a release of this target, and what is checked. */
  lookAhead: Submit<Target, ReleasePreviewView>;
  save: Submit<Saving, { href: string }>;
};

/** A new release from a template, with who would review it. */
export function NewRelease({ models, start, lookAhead, save }: NewReleaseProps) {
  const [form, setForm] = useState(() => startRelease(models, start));
  const { draft } = form;
  const ahead = useRoute(draft, lookAhead);
  const { busy, problem, unsent, errors, onSubmit } = useDraftSubmit(draft, save);
  const set = (change: Partial<ReleaseDraft>) =>
    setForm((before) => ({ ...before, draft: { ...before.draft, ...change } }));
  const whyNot = ahead.kind === "refused" ? "Cannot be opened: see above." : undefined;
  const reasonId = useId();
  return (
    <ReleaseForm
      {...{ draft, set, errors, problem, unsent, onSubmit }}
      fills={form.fills}
      railLabel="Reviewers and checks"
      what={
        <WhatFields
          {...{ draft, set, errors, models }}
          templateId={form.templateId}
          onTarget={(target) => setForm((before) => retarget(before, models, target))}
          onTemplate={(id) => setForm((before) => withTemplate(before, models, id))}
        />
      }
      rail={
        <RouteAhead ahead={ahead}>
          <div className="flex flex-col gap-2">
            <Button
              type="submit"
              value="submit"
              variant="solid"
              busy={busy}
              whyNot={whyNot}
              reasonId={reasonId}
            >
              Open and submit for review
            </Button>
            <Button type="submit" value="draft" busy={busy} whyNot={whyNot} reasonId={reasonId}>
              Save as draft
            </Button>
            <p id={reasonId} className="text-xs text-ink-3">
              {whyNot ?? "You cannot sign it, and neither can anyone who made the version."}
            </p>
          </div>
        </RouteAhead>
      }
    />
  );
}
