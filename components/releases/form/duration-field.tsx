"use client";

import { useState } from "react";
import { parseDuration } from "#components/releases/duration-text.ts";
import { TextField } from "#components/ui/field.tsx";
import { exactSpanText } from "#components/ui/format-time.ts";

type DurationFieldProps = { label: string; seconds: number; onChange: (seconds: number) => void };

/** A duration as people write it. Unreadable text stays in the field with an error; the last readable value counts. */
export function DurationField({ label, seconds, onChange }: DurationFieldProps) {
  const [text, setText] = useState(exactSpanText(1000 * seconds));
  const [error, setError] = useState<string | undefined>();
  return (
    <TextField
      label={label}
      value={text}
      error={error}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const parsed = parseDuration(typed);
        setError(parsed === null ? "Write it like 15 min or 2 h" : undefined);
        if (parsed !== null) onChange(parsed);
      }}
    />
  );
}
