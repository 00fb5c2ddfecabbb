"use client";

import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import type { Problem } from "./answer.ts";

type SendingFormProps = {
  busy: boolean;
  problem: Problem | undefined;
  onSend: () => void;
  className?: string | undefined;
  children: ReactNode;
};

/**
 * A form that is locked while it sends: no field can change, and nothing is sent twice. When it was refused, the first
 * field at fault has the focus, or else what had it before.
 */
export function SendingForm({ busy, problem, onSend, className, children }: SendingFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (busy || !problem) return;
    const focused = form.current?.querySelector("[aria-invalid=true]") ?? before.current;
    if (focused instanceof HTMLElement) focused.focus();
  }, [busy, problem]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    before.current = document.activeElement;
    onSend();
  };
  return (
    <form ref={form} onSubmit={onSubmit} className={className}>
      <fieldset disabled={busy} className="contents">
        {children}
      </fieldset>
    </form>
  );
}
