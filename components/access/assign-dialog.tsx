"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import type { Submit } from "#components/ui/outcome.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { PersonRow } from "./people-table.tsx";
import { type Standing, StandingFields, whyNotStanding } from "./standing-fields.tsx";

type AssignDialogProps = {
  person: PersonRow | null;
  onClose: () => void;
  assign: Submit<Standing & { personId: string }>;
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
      description="Takes effect on their next request. A signature they may no longer give stops counting, and is kept."
    >
      {person && <AssignForm key={person.id} {...props} person={person} />}
    </Dialog>
  );
}

function AssignForm({ person, onClose, assign, onDone }: AssignDialogProps & { person: PersonRow }) {
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
