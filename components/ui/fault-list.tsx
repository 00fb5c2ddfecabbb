"use client";

import { useEffect, useRef, useState } from "react";
import type { Problem } from "./answer.ts";

type Fault = { id: string; label: string; message: string };

/**
 * What is wrong with a form, by field, as ways to the fields. It reads the page: what a field says of itself is said
 * here again, and what no field shows is said here alone.
 */
export function FaultList({ fields = {} }: Pick<Problem, "fields">) {
  const list = useRef<HTMLUListElement>(null);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer marks the fields again
  useEffect(() => setFaults(faultsIn(list.current?.closest("form"))), [fields]);
  const shown = new Set(faults.map(({ message }) => message));
  const elsewhere = Object.entries(fields).filter(([, message]) => !shown.has(message));
  return (
    <ul ref={list} className="mt-1 flex list-disc flex-col gap-0.5 pl-4 text-ink-2 empty:hidden">
      {faults.map(({ id, label, message }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="font-medium text-fail underline"
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(id)?.focus();
            }}
          >
            {label}
          </a>
          : {message}
        </li>
      ))}
      {elsewhere.map(([name, message]) => (
        <li key={name}>
          {name}: {message}
        </li>
      ))}
    </ul>
  );
}

const faultsIn = (form: Element | null | undefined): Fault[] =>
  [...(form?.querySelectorAll<HTMLInputElement>("[aria-invalid=true]") ?? [])].map((field) => ({
    id: field.id,
    label: field.labels?.[0]?.textContent ?? field.name,
    message: document.getElementById(`${field.id}-error`)?.textContent ?? "",
  }));
