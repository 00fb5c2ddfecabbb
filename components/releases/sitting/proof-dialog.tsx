"use client";

import { useState } from "react";
import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";

type ProofDialogProps = {
  title: string;
  says: string;
  label: string;
  means: Means;
  /** Asks for a reason too, under this label. */
  reasonLabel?: string | undefined;
  submit: Submit<{ presence: Presence; reason: string }, unknown>;
  onClose: () => void;
  onDone: () => void;
};

/** Asks for a proof of presence for one act of a sitting. */
export function ProofDialog(props: ProofDialogProps) {
  const { title, says, label, means, reasonLabel, submit, onClose, onDone } = props;
  const [reason, setReason] = useState("");
  const proof = usePresence(means);
  const sending = useSubmit(submit);
  const send = async () => {
    const outcome = await sending.send({ presence: proof.presence, reason });
    proof.tried(outcome);
    if (outcome?.ok) onDone();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !sending.busy && onClose()}
      title={title}
      description={says}
    >
      <SendingForm busy={sending.busy} problem={sending.problem} onSend={send}>
        <div className="flex flex-col gap-4 p-4">
          <ProblemNotice problem={sending.problem} />
          {reasonLabel && (
            <TextArea
              label={reasonLabel}
              value={reason}
              maxLength={4000}
              required
              error={sending.problem?.fields?.["comment"]}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <PresenceFields state={proof} problem={sending.problem} />
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="solid" busy={sending.busy}>
            {label}
          </Button>
        </DialogFooter>
      </SendingForm>
    </Dialog>
  );
}
