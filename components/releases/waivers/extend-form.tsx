"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextArea, TextField } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { endOfDay } from "./waiver-days.ts";

type ExtendFormProps = {
  left: number;
  extend: Submit<{ endsAt: string; reason: string }>;
};

/** Asks that a waiver end later. It is signed again; until then the earlier end counts. */
export function ExtendForm({ left, extend }: ExtendFormProps) {
  const router = useRouter();
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const { busy, problem, send } = useSubmit(extend);
  const onSend = async () => {
    const outcome = await send({ endsAt: endOfDay(until), reason });
    if (!outcome?.ok) return;
    announce("Requested. The extension is signed next.");
    router.refresh();
  };
  return (
    <Sheet title="Extend" provenance={left === 1 ? "once more" : `${left} times more`}>
      <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
        <div className="flex flex-col gap-3">
          <ProblemNotice problem={problem} />
          <TextField
            label="Last day"
            type="date"
            required
            value={until}
            error={problem?.fields?.["endsAt"]}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          <TextArea
            label="Why the gate is still not met"
            required
            maxLength={2000}
            value={reason}
            error={problem?.fields?.["reason"]}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button type="submit" busy={busy} className="self-start">
            Request the extension
          </Button>
        </div>
      </SendingForm>
    </Sheet>
  );
}
