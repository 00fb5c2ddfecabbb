"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { CheckField } from "#components/ui/field.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { announce } from "#components/ui/live-region.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { SendingForm } from "#components/ui/sending-form.tsx";
import { Deadline } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { AddableItem, SittingView } from "#lib/releases/views/sitting.ts";
import { type AgendaChange, withAdded } from "./agenda-order.ts";

type AddItemsProps = {
  sitting: Pick<SittingView, "items" | "addable">;
  submit: Submit<AgendaChange, unknown>;
  onDone: () => void;
};

/** Puts what waits on the agenda: all of it where there is nothing yet, else what is chosen. */
export function AddItems({ sitting: { items, addable }, submit, onDone }: AddItemsProps) {
  const [open, setOpen] = useState(false);
  const sending = useSubmit(submit);
  if (addable.length === 0) return <p className="text-xs text-ink-2">Nothing else waits for this council.</p>;
  const add = async (added: readonly AddableItem[]) => {
    if (!(await sending.send(withAdded(items, added)))?.ok) return;
    setOpen(false);
    announce(`${countOf(added.length, "item")} added to the agenda.`);
    onDone();
  };
  const close = () => {
    setOpen(false);
    sending.forget();
  };
  return (
    <div className="flex flex-col gap-2 print:hidden">
      {!open && <ProblemNotice problem={sending.problem} />}
      <div className="flex flex-wrap gap-2">
        {items.length === 0 && (
          <Button icon={Plus} busy={sending.busy} onClick={() => add(addable)}>
            {`Add what waits (${addable.length})`}
          </Button>
        )}
        <Button
          variant={items.length === 0 ? "quiet" : "plain"}
          icon={items.length === 0 ? undefined : Plus}
          onClick={() => setOpen(true)}
        >
          {items.length === 0 ? "Choose items" : "Add an item"}
        </Button>
      </div>
      {open && <ChooseItems addable={addable} sending={sending} onAdd={add} onClose={close} />}
    </div>
  );
}

type ChooseItemsProps = {
  addable: SittingView["addable"];
  sending: ReturnType<typeof useSubmit<AgendaChange, unknown>>;
  onAdd: (added: readonly AddableItem[]) => Promise<void>;
  onClose: () => void;
};

function ChooseItems({ addable, sending, onAdd, onClose }: ChooseItemsProps) {
  const [chosen, choose] = useState<readonly string[]>([]);
  const added = addable.filter(({ subject }) => chosen.includes(subject));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !sending.busy && onClose()}
      title="Add to the agenda"
      description="What waits for this council and is not on the agenda, the most urgent first. It is added at the end."
    >
      <SendingForm busy={sending.busy} problem={sending.problem} onSend={() => void onAdd(added)}>
        <div className="flex flex-col gap-4 p-4">
          <ProblemNotice problem={sending.problem} />
          <ul className="flex flex-col gap-2">
            {addable.map(({ subject, title, minutes, dueAt }) => (
              <li key={subject} className="flex flex-wrap items-center justify-between gap-x-3">
                <CheckField
                  label={`${title}, ${minutes} min`}
                  checked={chosen.includes(subject)}
                  onChange={({ target }) =>
                    choose(target.checked ? [...chosen, subject] : chosen.filter((one) => one !== subject))
                  }
                />
                {dueAt && <Deadline at={dueAt} className="text-xs" />}
              </li>
            ))}
          </ul>
        </div>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="solid"
            busy={sending.busy}
            whyNot={added.length === 0 ? "Nothing is chosen yet." : undefined}
          >
            {added.length === 0 ? "Add" : `Add ${countOf(added.length, "item")}`}
          </Button>
        </DialogFooter>
      </SendingForm>
    </Dialog>
  );
}
