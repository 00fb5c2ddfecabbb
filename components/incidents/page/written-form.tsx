"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { WhyNot } from "#components/ui/why-not.tsx";

type WrittenFormProps = {
  /** Name of the field in the request, for the problem it may have. */
  field: string;
  label: string;
  hint: string;
  /** What the button does. */
  verb: string;
  lengthMax: number;
  variant?: "solid" | "plain" | undefined;
  /** Why it cannot be sent now. */
  whyNot?: WhyNot | undefined;
  submit: Submit<string, unknown>;
};

/** One text and a button. The text stays until the server has recorded it. */
export function WrittenForm(props: WrittenFormProps) {
  const { field, label, hint, verb, lengthMax, variant, whyNot, submit } = props;
  const [text, setText] = useState("");
  const { busy, problem, send } = useSubmit(submit);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (whyNot !== undefined) return;
    const outcome = await send(text.trim());
    if (outcome?.ok) setText("");
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3">
      <ProblemNotice problem={problem} />
      <TextArea
        label={label}
        hint={hint}
        required
        maxLength={lengthMax}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={problem?.fields?.[field]}
      />
      <Button type="submit" variant={variant ?? "plain"} busy={busy} whyNot={whyNot} className="self-start">
        {verb}
      </Button>
    </form>
  );
}
