"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { Role } from "#lib/kernel/caller.ts";
import { PEOPLE_HINT, PresenceFields, usePresence } from "./presence-fields.tsx";
import { RoleFields, whyNotRoles } from "./role-fields.tsx";

export type AssignInput = { personId: string; roles: Role[]; presence: Presence };

type AssignDialogProps = {
  person: ListedPerson | null;
  onClose: () => void;
  /** What the reader can show who they are with. */
  means: Means;
  assign: Submit<AssignInput, unknown>;
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

function AssignForm({
  person,
  means,
  onClose,
  assign,
  onDone,
}: AssignDialogProps & { person: ListedPerson }) {
  const [roles, setRoles] = useState(person.roles);
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(assign);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ personId: person.id, roles, presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onDone(person.name);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <RoleFields roles={roles} onChange={setRoles} />
        <PresenceFields state={who} problem={problem} passwordHint={PEOPLE_HINT} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy} whyNot={whyNotRoles(roles)}>
          Save roles
        </Button>
      </DialogFooter>
    </form>
  );
}
