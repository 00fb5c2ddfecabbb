"use client";

import { useEffect, useRef } from "react";
import { type Edge, instantOf, localMoment, localText } from "./moment-text.ts";
import { useZone } from "./time.tsx";

export type MomentChoice = {
  name: string;
  label: string;
  /** Does it begin a span, or end it with its last millisecond? */
  edge: Edge;
};

type MomentFieldProps = MomentChoice & {
  /** As the address has it: an instant, or a day or a minute in UTC. */
  value: string;
  onChoose: (name: string, value: string) => void;
  className?: string | undefined;
};

/** A date and a time in the reader's zone; the address holds the instant, so that it means the same to everyone. */
export function MomentField({ name, label, edge, value, onChoose, className }: MomentFieldProps) {
  const zone = useZone();
  const at = Date.parse(instantOf(value, edge));
  const shown = Number.isNaN(at) ? "" : localText(at, zone);
  const input = useRef<HTMLInputElement>(null);
  // Not while it is edited: a digit half typed must not be overwritten by the address it led to.
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = shown;
  }, [shown]);
  const chosen = (text: string): void => {
    const ms = localMoment(text, zone);
    onChoose(name, Number.isNaN(ms) ? "" : new Date(edge === "end" ? ms + 59_999 : ms).toISOString());
  };
  return (
    <label className={className}>
      <span className="text-xs text-ink-3">{label}</span>
      <input
        ref={input}
        type="datetime-local"
        name={name}
        defaultValue={shown}
        title={`In your time zone, ${zone}`}
        suppressHydrationWarning
        onChange={(event) => chosen(event.currentTarget.value)}
        className="h-full min-w-0 rounded-md bg-surface pr-1 pl-1"
      />
    </label>
  );
}
