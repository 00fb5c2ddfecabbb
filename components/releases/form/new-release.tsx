"use client";

import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import type { ModelChoice, ReleaseDraft, Route } from "./release-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { retarget, startRelease, type Target, withTemplate } from "./release-start.ts";
import { RouteAhead } from "./route-ahead.tsx";
import { type Saving, useDraftSubmit } from "./use-draft-submit.ts";
import { useRoute } from "./use-route.ts";
import { WhatFields } from "./what-and-why.tsx";

type NewReleaseProps = {
  models: readonly ModelChoice[];
  start: Target;
  /** Whom a release of this target would have to convince. */
  lookAhead: Submit<Target, Route>;
  save: Submit<Saving, { href: string }>;
};

/** A release from a template: what, why, by which plan, watched by what; and whom it will have to convince. */
export function NewRelease({ models, start, lookAhead, save }: NewReleaseProps) {
  const [form, setForm] = useState(() => startRelease(models, start));
  const { draft } = form;
  const ahead = useRoute(draft, lookAhead);
  const { busy, problem, unsent, errors, onSubmit } = useDraftSubmit(draft, save);
  const set = (change: Partial<ReleaseDraft>) =>
    setForm((before) => ({ ...before, draft: { ...before.draft, ...change } }));
  const whyNot = ahead.kind === "refused" ? "It cannot be opened as it is: see above." : undefined;
  const reasonId = useId();
  return (
    <ReleaseForm
      {...{ draft, set, errors, problem, unsent, onSubmit }}
      fills={form.fills}
      railLabel="What it will meet"
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
              Save as a draft
            </Button>
            <p id={reasonId} className="text-xs text-ink-3">
              {whyNot ?? "You cannot sign it yourself, nor can anyone who made the version."}
            </p>
          </div>
        </RouteAhead>
      }
    />
  );
}
