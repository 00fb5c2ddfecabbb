"use client";

import type { ReactNode } from "react";
import { TextField } from "#components/ui/field.tsx";

type NumberFieldProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  hint?: ReactNode;
  min?: number;
  max?: number;
  /** Whole numbers only. */
  whole?: boolean;
  disabled?: boolean;
  className?: string;
};

/** A number. An empty field counts as zero; the plan's schema refuses zero where it is invalid. */
export function NumberField({ onChange, min = 0, whole = false, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      type="number"
      min={min}
      step={whole ? undefined : "any"}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
    />
  );
}
