"use client";

import { type ReactNode, useState } from "react";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { Section } from "#lib/councils/sections.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import type { EditPreviewView } from "#lib/releases/views/edit-preview.ts";
import type { MadeFromView } from "#lib/releases/views/template-list.ts";
import { sectionsChanged, voidedBy } from "./edit-effect.ts";
import type { PlanOutlook } from "./plan-outlook.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { type Saving, useDraftSubmit } from "./use-draft-submit.ts";
import { useUndecidable } from "./use-estimate.ts";
import { WhatText } from "./what-fields.tsx";

type EditReleaseProps = {
  sections: ReleaseSections;
  /** The template that it was made from; null for none. */
  template: MadeFromView | null;
  facts: EditPreviewView;
  outlook: PlanOutlook | null;
  save: Submit<Saving, { href: string }>;
  /** Tries the plan as it is now. */
  trying?: (plan: Plan, estimated: Estimated) => ReactNode;
};

/** Edits the case or the plan of a release, and names the signatures that the edit voids before it is saved. */
export function EditRelease({ sections, template, facts, outlook, save, trying }: EditReleaseProps) {
  const [start] = useState(() => draftOf(sections));
  const [draft, setDraft] = useState(start);
  const { busy, sending } = useDraftSubmit(draft, save);
  const set = (change: Partial<ReleaseDraft>) => setDraft((before) => ({ ...before, ...change }));
  const changed = sectionsChanged(start, draft, facts);
  const undecidable = useUndecidable(draft.plan, outlook);
  // What cannot start by traffic alone may still have its case corrected.
  const notYet = changed.includes("plan") ? undecidable?.message : undefined;
  return (
    <ReleaseForm
      draft={draft}
      set={set}
      {...sending}
      outlook={outlook}
      undecidable={undecidable}
      fills={0}
      prompts={RELEASE_TEMPLATES[0].prompts}
      locked={template ?? undefined}
      live={sections.target.base?.version ?? null}
      railLabel="Signatures this edit voids"
      {...(trying ? { trying } : {})}
      what={
        <div className="flex flex-col gap-4">
          <DefinitionList
            items={[
              { term: "Version", value: `${draft.model} v${draft.version}` },
              { term: "To", value: placeText(sections) },
            ]}
          />
          <WhatText
            prompt={RELEASE_TEMPLATES[0].prompts.what}
            draft={draft}
            set={set}
            errors={sending.errors}
          />
        </div>
      }
      rail={
        <Sheet
          title="Signatures this edit voids"
          provenance={`opens round ${facts.round + 1}`}
          className="lg:sticky lg:top-17"
        >
          <Voided changed={changed} facts={facts} />
          <Button
            type="submit"
            variant={notYet === undefined ? "solid" : "plain"}
            busy={busy}
            className="mt-4 w-full"
            whyNot={changed.length === 0 ? "Nothing has changed yet." : notYet}
          >
            Save as round {facts.round + 1}
          </Button>
        </Sheet>
      }
    />
  );
}

function Voided({ changed, facts }: { changed: readonly Section[]; facts: EditPreviewView }) {
  const voided = new Set(voidedBy(changed, facts).map((seat) => seat.function));
  return (
    <div aria-live="polite" className="flex flex-col gap-3 text-sm">
      {facts.takenIn.length > 0 && (
        <p className="text-ink-2">Any edit also updates {sectionsText(facts.takenIn)}.</p>
      )}
      <p className="text-ink-2">
        {changed.length === 0 ? "Nothing has changed." : `Changes ${sectionsText(changed)}.`}
      </p>
      {facts.signed.length === 0 ? (
        <p className="text-ink-2">Nobody has signed yet.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {facts.signed.map((seat) => (
            <li key={seat.function} className="flex items-start gap-2">
              <StateMark tone={voided.has(seat.function) ? "fail" : "pass"} />
              <span>
                {functionLabels[seat.function]}
                <span className="block text-xs text-ink-3">{fateOf(seat.by, voided.has(seat.function))}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What can be edited, as it is signed now. */
const draftOf = ({ target, artifact, case: texts, plan }: ReleaseSections): ReleaseDraft => ({
  model: target.model,
  version: artifact.version,
  pointer: target.pointer,
  case: texts,
  plan,
});

const placeText = ({ target: { pointer, base } }: ReleaseSections): string =>
  base ? `${pointer}, in place of v${base.version}` : pointer;

/** "Ada Byron and Max Born must sign again" */
function fateOf(by: readonly string[], voided: boolean): string {
  if (voided) return `${listed(by)} must sign again`;
  return `${listed(by)} ${by.length === 1 ? "stays" : "stay"} signed`;
}
