"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { type Offer, offersAt } from "#lib/expression/completion.ts";
import { SOURCE_MAX } from "#lib/expression/expression.ts";
import { faultText } from "#lib/expression/fault.ts";
import { DOSSIER } from "#lib/policy/dossier.ts";
import { gateExpression } from "#lib/policy/gate-results.ts";

/** Offers shown under the caret. */
const OFFERS_SHOWN = 8;

type ExpressionFieldProps = { value: string; onChange: (value: string) => void };

/** A CEL expression: completed from the dossier's fields with the keyboard, and checked as it is typed. */
export function ExpressionField({ value, onChange }: ExpressionFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const { typed, offers: all } = caret === null ? NOTHING : offersAt(value, caret, DOSSIER);
  const offers = all.slice(0, OFFERS_SHOWN);
  const compiled = gateExpression(value);

  const type = (text: string, at: number) => {
    onChange(text);
    setCaret(at);
    setChosen(0);
  };
  const take = (offer: Offer) => {
    const at = caret ?? value.length;
    const end = at - typed + offer.name.length;
    type(value.slice(0, at - typed) + offer.name + value.slice(at), end);
    requestAnimationFrame(() => area.current?.setSelectionRange(end, end));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offers.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((chosen + step + offers.length) % offers.length);
    else if (event.key === "Tab" || event.key === "Enter") take(offers[chosen]!);
    else if (event.key === "Escape") setCaret(null);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        Passes when
      </label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        spellCheck={false}
        maxLength={SOURCE_MAX}
        value={value}
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-activedescendant={offers.length > 0 ? `${id}-${chosen}` : undefined}
        aria-invalid={!compiled.ok}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => type(currentTarget.value, currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setCaret(null)}
        className="field-sizing-content min-h-18 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-sm text-ink aria-invalid:border-fail"
      />
      {offers.length > 0 && <Offers id={id} offers={offers} chosen={chosen} onTake={take} />}
      <p id={`${id}-hint`} className={clsx("text-xs", compiled.ok ? "text-ink-2" : "font-medium text-fail")}>
        {compiled.ok
          ? `CEL over the dossier; a change above 0 is better. At most ${compiled.value.steps.toLocaleString("en")} steps.`
          : `Wrong at ${faultText(compiled.error)}`}
      </p>
    </div>
  );
}

const NOTHING = { typed: 0, offers: [] as readonly Offer[] };

type OffersProps = { id: string; offers: readonly Offer[]; chosen: number; onTake: (offer: Offer) => void };

function Offers({ id, offers, chosen, onTake }: OffersProps) {
  return (
    <div
      id={`${id}-offers`}
      role="listbox"
      aria-label="Fields"
      className="overflow-hidden rounded-md border border-line-strong bg-surface text-xs shadow-md"
    >
      {offers.map((offer, at) => (
        <div
          key={offer.name}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(offer);
          }}
          className={clsx("flex flex-wrap gap-x-3 px-2.5 py-1", at === chosen && "bg-accent-weak")}
        >
          <span className="font-mono font-medium">{offer.name}</span>
          <span className="font-mono text-ink-2">{offer.type}</span>
          <span className="text-ink-2">{offer.says}</span>
        </div>
      ))}
    </div>
  );
}
