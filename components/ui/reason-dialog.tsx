"use client";

import { type ReactNode, useState } from "react";
import type { Submit } from "./answer.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogFooter } from "./dialog.tsx";
import { TextArea, TextField } from "./field.tsx";
import { ProblemNotice } from "./notice.tsx";
import { SendingForm } from "./sending-form.tsx";
import { useSubmit } from "./use-submit.ts";

export type ReasonedAction = {
  verb: string;
  label: string;
  consequence: string;
  variant: "solid" | "plain" | "danger";
  asksReason: boolean;
  asksPassword?: boolean | undefined;
};

type ReasonDialogProps = {
  action: ReasonedAction | null;
  /** What speaks against it, above the reason. */
  concerns?: ReactNode;
  onClose: () => void;
  submit: Submit<{ reason: string; password: string }, unknown>;
  onDone: () => void;
};

/** Asks for confirmation, and for a reason where others will want to know it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { action, submit, onClose } = props;
  const sending = useSubmit(submit);
  // Closing while it sends would hide whether it was done.
  const close = () => {
    if (sending.busy) return;
    sending.forget();
    onClose();
  };
  return (
    <Dialog
      open={action !== null}
      onOpenChange={(open) => !open && close()}
      title={action?.label ?? ""}
      description={action?.consequence ?? ""}
    >
      {action && (
        <ReasonForm key={action.verb} {...props} action={action} sending={sending} onClose={close} />
      )}
    </Dialog>
  );
}

type ReasonFormProps = ReasonDialogProps & {
  action: ReasonedAction;
  sending: ReturnType<typeof useSubmit<{ reason: string; password: string }, unknown>>;
};

function ReasonForm({ action, concerns, sending, onClose, onDone }: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, send } = sending;
  const onSend = async () => {
    const outcome = await send({ reason: reason.trim(), password });
    if (outcome?.ok) onDone();
  };
  return (
    <SendingForm busy={busy} problem={problem} onSend={() => void onSend()}>
      {(problem || concerns || action.asksReason || action.asksPassword) && (
        <div className="flex flex-col gap-4 p-4">
          <ProblemNotice problem={problem} />
          {concerns}
          {action.asksReason && (
            <TextArea
              label="Reason"
              hint="Kept with the action in the audit trail."
              required
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={problem?.fields?.reason}
            />
          )}
          {action.asksPassword && (
            <TextField
              label="Your password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={problem?.fields?.password}
            />
          )}
        </div>
      )}
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant={action.variant === "danger" ? "danger" : "solid"} busy={busy}>
          {action.label}
        </Button>
      </DialogFooter>
    </SendingForm>
  );
}
