"use client";

import { type ReactNode, useId } from "react";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { ChangedElsewhere, DiscardDraft, DraftMark } from "#components/ui/draft-notes.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { DraftBox } from "#lib/client/draft-box.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleaseTemplate } from "#lib/releases/templates.ts";
import type { ReleasableModel } from "#lib/releases/views/releasable-versions.ts";
import type { ReleasePreviewView } from "#lib/releases/views/release-preview.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";
import type { PlanOutlook } from "./plan-outlook.ts";
import { ReleaseForm } from "./release-form.tsx";
import { liveOn, templateOf } from "./release-start.ts";
import type { Target } from "./release-target.ts";
import { RouteAhead } from "./route-ahead.tsx";
import { type Saving, useDraftSubmit } from "./use-draft-submit.ts";
import { useOutlook, useUndecidable } from "./use-estimate.ts";
import { useReleaseWriting } from "./use-release-writing.ts";
import { useRoute } from "./use-route.ts";
import { WhatFields } from "./what-fields.tsx";

type NewReleaseProps = {
  models: readonly ReleasableModel[];
  start: Target;
  asked: boolean;
  drafts: DraftBox;
  /** The workspace's own, before those of the product. */
  templates: readonly ReleaseTemplate[];
  /** Who would review a release of this target, and what is checked. */
  lookAhead: Submit<Target, ReleasePreviewView>;
  /** What plans can expect by the traffic of this target's pointer. */
  outlookOf: Submit<Target, PlanOutlook>;
  save: Submit<Saving, { href: string }>;
  /** Tries a plan on what its target's pointer has behind it. */
  trying?: (plan: Plan, target: Target, estimated: Estimated) => ReactNode;
};

/** A new release from a template, with who would review it. */
export function NewRelease({ lookAhead, outlookOf, save, trying, ...writing }: NewReleaseProps) {
  const { models, templates } = writing;
  const { form, fills, keeping, set, onTarget, onTemplate } = useReleaseWriting(writing);
  const { draft, templateId } = form;
  const template = templateOf(templateId, templates);
  const ahead = useRoute(draft, lookAhead);
  const outlook = useOutlook(draft, outlookOf);
  const undecidable = useUndecidable(draft.plan, outlook);
  const { busy, sending } = useDraftSubmit(draft, save, keeping.close);
  const whyNot = ahead.kind === "refused" ? "Cannot be opened: see above." : undefined;
  return (
    <>
      <PageHead
        marks={<DraftMark state={keeping.state} kept="Kept if you leave, reload or change the template." />}
        title="New release"
        lede="The case for serving a version on a pointer. Reviewers sign all of this; nothing is sent until you submit."
        actions={<DiscardDraft {...keeping} />}
      />
      <ChangedElsewhere {...keeping} />
      <ReleaseForm
        draft={draft}
        set={set}
        {...sending}
        fills={fills}
        outlook={outlook}
        undecidable={undecidable}
        prompts={template.prompts}
        locked={lockedBy(template)}
        live={liveOn(models, draft)}
        railLabel="Reviewers and checks"
        {...(trying ? { trying: (plan, estimated) => trying(plan, draft, estimated) } : {})}
        what={
          <WhatFields
            draft={draft}
            set={set}
            errors={sending.errors}
            models={models}
            templateId={templateId}
            templates={templates}
            onTarget={onTarget}
            onTemplate={onTemplate}
          />
        }
        rail={
          <RouteAhead ahead={ahead}>
            <SendButtons
              busy={busy}
              whyNot={whyNot}
              notYet={whyNot === undefined ? undecidable?.message : undefined}
            />
          </RouteAhead>
        }
      />
    </>
  );
}

const lockedBy = ({ title, own }: ReleaseTemplate): MadeFromView | undefined =>
  own && { title, version: own.version, locked: [...own.locked] };

type SendButtonsProps = {
  busy: boolean;
  whyNot: string | undefined;
  /** Why it can be kept, and not be reviewed yet. */
  notYet: string | undefined;
};

function SendButtons({ busy, whyNot, notYet }: SendButtonsProps) {
  const reasonId = useId();
  return (
    <div className="flex flex-col gap-2">
      <Button
        type="submit"
        value="submit"
        variant={notYet === undefined ? "solid" : "plain"}
        busy={busy}
        whyNot={whyNot ?? notYet}
        reasonId={reasonId}
      >
        Open and submit for review
      </Button>
      <Button type="submit" value="draft" busy={busy} whyNot={whyNot} reasonId={reasonId}>
        Save as draft
      </Button>
      <p id={reasonId} className="text-xs text-ink-3">
        {whyNot ?? notYet ?? "You cannot sign it, and neither can anyone who made the version."}
      </p>
    </div>
  );
}
