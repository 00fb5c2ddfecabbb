import type { ComponentProps } from "react";
import { TextField } from "#components/ui/field.tsx";
import { TYPED_CODE_LENGTH_MAX } from "#lib/kernel/typed-code.ts";

type CodeFieldProps = Omit<ComponentProps<typeof TextField>, "inputMode" | "pattern" | "maxLength" | "mono">;

/** A one-time code, typed or pasted as the app shows it: spaces and hyphens between its digits are ignored. */
export const CodeField = (props: CodeFieldProps) => (
  <TextField
    inputMode="numeric"
    pattern="[\s\p{Pd}]*(?:[0-9][\s\p{Pd}]*){6}"
    title="Six digits"
    maxLength={TYPED_CODE_LENGTH_MAX}
    mono
    {...props}
  />
);
