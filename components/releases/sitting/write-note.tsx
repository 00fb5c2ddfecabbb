"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

type WriteNoteProps = { label: string; button: string; submit: Submit<string, unknown>; onDone: () => void };

/** Writes into the minutes, or adds to signed ones. */
export function WriteNote({ label, button, submit, onDone }: WriteNoteProps) {
  const [text, setText] = useState("");
  const sending = useSubmit(submit);
  const send = async () => {
    if (!(await sending.send(text))?.ok) return;
    setText("");
    onDone();
  };
  return (
    <SendingForm busy={sending.busy} problem={sending.problem} onSend={send} className="flex flex-col gap-2">
      <TextArea
        label={label}
        value={text}
        maxLength={4000}
        error={sending.problem?.fields?.["text"]}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNotice problem={sending.problem} />
      <Button type="submit" busy={sending.busy} className="self-start">
        {button}
      </Button>
    </SendingForm>
  );
}
