"use client";

import { PresenceFields, usePresence } from "#components/access/presence-fields.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
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
  submit: Submit<Presence, unknown>;
  onClose: () => void;
  onDone: () => void;
};

/** Asks for a proof of presence for one act of a sitting. */
export function ProofDialog({ title, says, label, means, submit, onClose, onDone }: ProofDialogProps) {
  const proof = usePresence(means);
  const sending = useSubmit(submit);
  const send = async () => {
    const outcome = await sending.send(proof.presence);
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
      <SendingForm
        busy={sending.busy}
        problem={sending.problem}
        onSend={send}
        className="flex flex-col gap-4"
      >
        <PresenceFields state={proof} problem={sending.problem} />
        <ProblemNotice problem={sending.problem} />
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
