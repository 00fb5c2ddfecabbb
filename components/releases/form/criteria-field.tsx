"use client";

import { useState } from "react";
import { TextArea } from "#components/ui/field.tsx";

type CriteriaFieldProps = {
  label: string;
  hint: string;
  value: readonly string[];
  /** What the guardrails say; offered where the field says something else. */
  suggested: readonly string[];
  error?: string | undefined;
  onChange: (criteria: string[]) => void;
};

/** A list, one item per line. The text is kept as typed. */
export function CriteriaField({ label, hint, value, suggested, error, onChange }: CriteriaFieldProps) {
  const [text, setText] = useState("");
  const lines = value.join("\n");
  const suggestion = suggested.join("\n");
  return (
    <div className="flex flex-col items-start gap-1">
      <TextArea
        className="w-full"
        label={label}
        hint={hint}
        value={criteriaIn(text).join("\n") === lines ? text : lines}
        error={error}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChange(criteriaIn(event.currentTarget.value));
        }}
      />
      {suggestion !== "" && suggestion !== lines && (
        <button
          type="button"
          className="text-xs font-medium text-accent hover:underline"
          onClick={() => onChange([...suggested])}
        >
          Use what the guardrails say
        </button>
      )}
    </div>
  );
}

const criteriaIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
