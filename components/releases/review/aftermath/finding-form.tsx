"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

type FindingFormProps = {
  /** Is this the answer that is still missing? Then its button is the reader's next action. */
  first: boolean;
  submit: Submit<{ finding: string }>;
};

/** Asks what was found after a rollback. */
export function FindingForm({ first, submit }: FindingFormProps) {
  const router = useRouter();
  const [finding, setFinding] = useState("");
  const { busy, problem, send } = useSubmit(submit);
  const onSend = async () => {
    const outcome = await send({ finding: finding.trim() });
    if (!outcome?.ok) return;
    setFinding("");
    announce("Recorded what was found");
    router.refresh();
  };
  return (
    <SendingForm
      busy={busy}
      problem={problem}
      onSend={() => void onSend()}
      className="mt-3 flex flex-col gap-3 print:hidden"
    >
      <ProblemNotice problem={problem} />
      <TextArea
        label={first ? "What caused it, and what will be different next time?" : "What else was found"}
        hint="Kept in the audit trail, and shown to whoever reviews the next release of this model."
        required
        maxLength={4000}
        value={finding}
        onChange={(event) => setFinding(event.currentTarget.value)}
        error={problem?.fields?.["finding"]}
      />
      <div>
        <Button type="submit" variant={first ? "solid" : "plain"} busy={busy}>
          Record finding
        </Button>
      </div>
    </SendingForm>
  );
}
