"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextArea, TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PresenceFields, usePresence } from "./presence-fields.tsx";

/** Something that needs a fresh proof of who does it. */
export type ProvenAction = {
  verb: string;
  label: string;
  consequence: ReactNode;
  danger?: boolean | undefined;
  /** What has to be typed as well: a new name in place of this one, or a reason. */
  name?: string | undefined;
  asksReason?: boolean | undefined;
  /** Why it asks for the proof. */
  proofHint?: string | undefined;
};

export type ProvenInput = { text: string; presence: Presence };

type PresenceDialogProps<Value> = {
  action: ProvenAction | null;
  means: Means;
  /** May a recovery code stand in for a lost factor? */
  recovery?: boolean | undefined;
  submit: Submit<ProvenInput, Value>;
  onClose: () => void;
  onDone: (value: Value) => void;
};

export function PresenceDialog<Value>(props: PresenceDialogProps<Value>) {
  const { action, onClose } = props;
  return (
    <Dialog
      open={action !== null}
      onOpenChange={(open) => !open && onClose()}
      title={action?.label ?? ""}
      description={action?.consequence ?? ""}
    >
      {action && <ProvenForm key={action.verb} {...props} action={action} />}
    </Dialog>
  );
}

function ProvenForm<Value>(props: PresenceDialogProps<Value> & { action: ProvenAction }) {
  const { action, means, recovery = false, submit, onClose, onDone } = props;
  const [text, setText] = useState(action.name ?? "");
  const who = usePresence(means, { recovery });
  const { busy, problem, send } = useSubmit(submit);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ text: text.trim(), presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onDone(outcome.value);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        {action.name !== undefined && (
          <TextField
            label="Name"
            required
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problem?.fields?.["name"]}
          />
        )}
        {action.asksReason && (
          <TextArea
            label="Reason"
            hint="Kept with the action in the audit trail."
            required
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={problem?.fields?.["reason"]}
          />
        )}
        <PresenceFields
          state={who}
          problem={problem}
          passwordHint={action.proofHint ?? "Required for each change to how people sign in."}
        />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant={action.danger ? "danger" : "solid"} busy={busy}>
          {action.label}
        </Button>
      </DialogFooter>
    </form>
  );
}
