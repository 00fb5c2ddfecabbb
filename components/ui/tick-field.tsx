"use client";

import { useEffect, useRef } from "react";
import { CheckField } from "./field.tsx";

/** Puts `value` into the address while it is ticked. */
export type Tick = { name: string; value: string; label: string };

type TickFieldProps = Tick & {
  /** As the address says. */
  ticked: boolean;
  onChoose: (name: string, value: string) => void;
};

/** A box that answers at once, and follows the address when that changes otherwise. */
export function TickField({ name, value, label, ticked, onChoose }: TickFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.checked = ticked;
  }, [ticked]);
  return (
    <CheckField
      ref={input}
      name={name}
      value={value}
      label={label}
      defaultChecked={ticked}
      onChange={(event) => onChoose(name, event.currentTarget.checked ? value : "")}
    />
  );
}
