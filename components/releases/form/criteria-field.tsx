"use client";

import { useState } from "react";
import { TextArea } from "#components/ui/field.tsx";

type CriteriaFieldProps = {
  label: string;
  hint: string;
  value: readonly string[];
  error?: string | undefined;
  onChange: (criteria: string[]) => void;
};

/** A list, one item per line. The text is kept as typed. */
export function CriteriaField({ label, hint, value, error, onChange }: CriteriaFieldProps) {
  const [text, setText] = useState(value.join("\n"));
  return (
    <TextArea
      label={label}
      hint={hint}
      value={text}
      error={error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(
          event.currentTarget.value
            .split("\n")
            .map((line) => line.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
