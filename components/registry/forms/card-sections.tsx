"use client";

import { type ReactNode, useDeferredValue } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { cardCompleteness, withSections } from "#lib/registry/card.ts";
import type { Tier } from "#lib/registry/tier.ts";

type CardSectionsProps = {
  markdown: string;
  tier: Tier;
  onChange: (markdown: string) => void;
  children: ReactNode;
};

/** The sections that the tier asks of a card, which of them have content, and a way to add the others. */
export function CardSections({ markdown, tier, onChange, children }: CardSectionsProps) {
  const { asked, missing } = cardCompleteness(useDeferredValue(markdown), tier);
  return (
    <Sheet
      title="Sections"
      provenance={`${asked.length - missing.length} of ${asked.length} for a ${tier}-tier model`}
      className="lg:sticky lg:top-17"
    >
      <ul className="flex flex-col gap-1.5 text-sm">
        {asked.map((name) => (
          <li key={name} className="flex items-center gap-2">
            <StateMark tone={missing.includes(name) ? "hold" : "pass"} />
            <span className="min-w-0 flex-1 first-letter:uppercase">{name}</span>
            {missing.includes(name) && (
              <button
                type="button"
                aria-label={`Add the section ${name}`}
                className="text-xs font-medium text-accent hover:underline"
                onClick={() => onChange(withSections(markdown, [name]))}
              >
                Add
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-ink-3">A section counts once it has content of its own.</p>
      <div className="mt-4 flex flex-col gap-2">{children}</div>
    </Sheet>
  );
}
