"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Standing } from "#lib/access/views/person.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import { StandingFields, whyNotStanding } from "./standing-fields.tsx";

type AssignDialogProps = {
  person: ListedPerson | null;
  onClose: () => void;
  assign: Submit<Standing & { personId: string }, unknown>;
  onDone: (name: string) => void;
};

/** Changes what a person may do; from their next request on. */
export function AssignDialog(props: AssignDialogProps) {
  const { person, onClose } = props;
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Roles of ${person?.name ?? ""}`}
      description="Takes effect on their next request. Signatures they may no longer give stop counting, and are kept."
    >
      {person && <AssignForm key={person.id} {...props} person={person} />}
    </Dialog>
  );
}

function AssignForm({ person, onClose, assign, onDone }: AssignDialogProps & { person: ListedPerson }) {
  const [standing, setStanding] = useState<Standing>({ roles: person.roles, functions: person.functions });
  const { busy, problem, send } = useSubmit(assign);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ personId: person.id, ...standing });
    if (outcome?.ok) onDone(person.name);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <StandingFields standing={standing} onChange={setStanding} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy} whyNot={whyNotStanding(standing)}>
          Save roles
        </Button>
      </DialogFooter>
    </form>
  );
}
