"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { SelectField, TextArea } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { PEOPLE_HINT, PresenceFields, usePresence } from "./presence-fields.tsx";

export type ProposeInput = {
  personId: string;
  function: BusinessFunction;
  reason: string;
  presence: Presence;
};

type ProposeFunctionDialogProps = {
  open: boolean;
  reviewers: readonly { id: string; name: string }[];
  means: Means;
  propose: Submit<ProposeInput, unknown>;
  onClose: () => void;
  onDone: () => void;
};

/** Proposes a reviewer for a function. Somebody else confirms it. */
export function ProposeFunctionDialog(props: ProposeFunctionDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={titleFor(props.reviewers)}
      description="You propose; a holder of another function confirms. Then the policy's waiting time starts."
    >
      {props.open && <ProposeForm {...props} />}
    </Dialog>
  );
}

/** Where only one can be proposed, there is nobody to choose. */
const titleFor = ([first, ...others]: ProposeFunctionDialogProps["reviewers"]): string =>
  first && others.length === 0 ? `Propose a function for ${first.name}` : "Propose a function";

function ProposeForm({ reviewers, means, propose, onClose, onDone }: ProposeFunctionDialogProps) {
  const [personId, setPersonId] = useState(reviewers[0]?.id ?? "");
  const [name, setName] = useState<string>(FUNCTIONS[0]);
  const [reason, setReason] = useState("");
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(propose);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = FUNCTIONS.find((one) => one === name) ?? FUNCTIONS[0];
    const outcome = await send({ personId, function: chosen, reason: reason.trim(), presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onDone();
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        {reviewers.length > 1 && (
          <SelectField
            label="Reviewer"
            value={personId}
            onChange={(event) => setPersonId(event.currentTarget.value)}
            choices={reviewers.map(({ id, name: label }) => ({ value: id, label }))}
          />
        )}
        <SelectField
          label="Function"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          choices={FUNCTIONS.map((value) => ({ value, label: functionLabels[value] }))}
        />
        <TextArea
          label="Reason"
          hint="Whoever confirms reads it; kept in the audit trail."
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problem?.fields?.["reason"]}
        />
        <PresenceFields state={who} problem={problem} passwordHint={PEOPLE_HINT} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy}>
          Propose function
        </Button>
      </DialogFooter>
    </form>
  );
}
