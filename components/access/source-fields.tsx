import { useId } from "react";
import type { Problem } from "#components/ui/answer.ts";
import { TextField } from "#components/ui/field.tsx";

/** As whom a token sends evidence, as it is typed; empty where it names nobody, and every pointer. */
export type TypedSource = { readonly name: string; readonly pointer: string };

type SourceFieldsProps = {
  source: TypedSource;
  /** The pointers to choose from, by their flag keys. */
  pointers: readonly string[];
  problem: Problem | undefined;
  onChange: (source: TypedSource) => void;
};

/** Names the source of a token that sends evidence, and binds it to a pointer. */
export function SourceFields({ source, pointers, problem, onChange }: SourceFieldsProps) {
  const keys = useId();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Source"
        optional
        hint="Shown beside its evidence: edge-gateway."
        maxLength={63}
        value={source.name}
        onChange={(event) => onChange({ ...source, name: event.currentTarget.value })}
        error={problem?.fields?.["source.name"] ?? problem?.fields?.["source"]}
      />
      <TextField
        label="Reports for"
        optional
        hint="One pointer, like churn-risk.production. Empty: every pointer."
        list={keys}
        maxLength={130}
        value={source.pointer}
        onChange={(event) => onChange({ ...source, pointer: event.currentTarget.value })}
        error={problem?.fields?.["source.pointer"]}
      />
      <datalist id={keys}>
        {pointers.map((key) => (
          <option key={key} value={key} />
        ))}
      </datalist>
    </div>
  );
}

/** Whether a pointer was typed without the source that reports for it. */
export const isNameless = ({ name, pointer }: TypedSource): boolean =>
  pointer.trim() !== "" && name.trim() === "";

/** The source as a token takes it; nothing where it sends no evidence or names none. */
export const sourceTyped = ({ name, pointer }: TypedSource, sendsEvidence: boolean) =>
  !sendsEvidence || name.trim() === ""
    ? {}
    : { source: { name: name.trim(), ...(pointer.trim() === "" ? {} : { pointer: pointer.trim() }) } };
