"use client";

import { useState } from "react";
import { functionLabels, listed } from "#components/access/words.ts";
import { sectionsText } from "#components/releases/section-words.ts";
import { Button } from "#components/ui/button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import type { Section } from "#lib/councils/sections.ts";
import { type EditFacts, sectionsChanged, voidedBy } from "./edit-effect.ts";
import type { ReleaseDraft } from "./release-draft.ts";
import { ReleaseForm } from "./release-form.tsx";
import { type Saving, useDraftSubmit } from "./use-draft-submit.ts";
import { WhatText } from "./what-and-why.tsx";

type EditReleaseProps = {
  start: ReleaseDraft;
  /** "v1"; null where nothing is live. */
  baseVersion: string | null;
  facts: EditFacts;
  save: Submit<Saving, { href: string }>;
};

/** Changes the case or the plan of a release; says before saving whose signature that costs. */
export function EditRelease({ start, baseVersion, facts, save }: EditReleaseProps) {
  const [draft, setDraft] = useState(start);
  const { busy, problem, unsent, errors, onSubmit } = useDraftSubmit(draft, save);
  const set = (change: Partial<ReleaseDraft>) => setDraft((before) => ({ ...before, ...change }));
  const changed = sectionsChanged(start, draft, facts);
  return (
    <ReleaseForm
      {...{ draft, set, errors, problem, unsent, onSubmit }}
      fills={0}
      railLabel="What this edit costs"
      what={
        <div className="flex flex-col gap-4">
          <DefinitionList
            items={[
              { term: "Version", value: `${draft.model} v${draft.version}` },
              { term: "To", value: `${draft.pointer}${baseVersion ? `, in place of ${baseVersion}` : ""}` },
            ]}
          />
          <WhatText {...{ draft, set, errors }} />
        </div>
      }
      rail={
        <Sheet
          title="What this edit costs"
          provenance={`opens round ${facts.round + 1}`}
          className="lg:sticky lg:top-17"
        >
          <Cost changed={changed} facts={facts} />
          <Button
            type="submit"
            variant="solid"
            busy={busy}
            className="mt-4 w-full"
            whyNot={changed.length === 0 ? "Nothing is changed yet." : undefined}
          >
            Save as round {facts.round + 1}
          </Button>
        </Sheet>
      }
    />
  );
}

function Cost({ changed, facts }: { changed: readonly Section[]; facts: EditFacts }) {
  const voided = new Set(voidedBy(changed, facts).map((seat) => seat.function));
  return (
    <div aria-live="polite" className="flex flex-col gap-3 text-sm">
      {facts.takenIn.length > 0 && (
        <p className="text-ink-2">Any edit takes in what is newer by now: {sectionsText(facts.takenIn)}.</p>
      )}
      <p className="text-ink-2">
        {changed.length === 0 ? "As it stands, nothing is changed." : `Changes ${sectionsText(changed)}.`}
      </p>
      {facts.signed.length === 0 ? (
        <p className="text-ink-2">Nobody has signed yet, so no signature is lost.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {facts.signed.map((seat) => (
            <li key={seat.function} className="flex items-start gap-2">
              <StateMark tone={voided.has(seat.function) ? "fail" : "pass"} />
              <span>
                {functionLabels[seat.function]}
                <span className="block text-xs text-ink-3">
                  {listed(seat.by)} {voided.has(seat.function) ? "would have to sign again" : "stays signed"}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
