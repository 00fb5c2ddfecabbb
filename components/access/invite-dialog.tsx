"use client";

import { type FormEvent, useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "#lib/access/password.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { Role } from "#lib/kernel/caller.ts";
import { PEOPLE_HINT, PresenceFields, usePresence } from "./presence-fields.tsx";
import { RoleFields, whyNotRoles } from "./role-fields.tsx";

export type InviteInput = {
  name: string;
  email: string;
  password: string;
  roles: Role[];
  presence: Presence;
};

type InviteDialogProps = {
  open: boolean;
  onClose: () => void;
  /** What the reader can show who they are with. */
  means: Means;
  invite: Submit<InviteInput, unknown>;
  onDone: (name: string) => void;
};

/** Adds a person with a temporary password, which the admin tells them. */
export function InviteDialog(props: InviteDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title="Add a person"
      description="They sign in with this address and temporary password. The audit trail records who added them."
    >
      {props.open && <InviteForm {...props} />}
    </Dialog>
  );
}

function InviteForm({ means, onClose, invite, onDone }: InviteDialogProps) {
  const [person, setPerson] = useState({ name: "", email: "", password: "" });
  const [roles, setRoles] = useState<Role[]>(["viewer"]);
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(invite);
  const set = (field: keyof typeof person) => ({
    required: true,
    value: person[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      setPerson({ ...person, [field]: event.currentTarget.value }),
    error: problem?.fields?.[field],
  });
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({
      ...person,
      name: person.name.trim(),
      email: person.email.trim(),
      roles,
      presence: who.presence,
    });
    who.tried(outcome);
    if (outcome?.ok) onDone(person.name);
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-col gap-4 p-4">
        <ProblemNotice problem={problem} />
        <TextField label="Name" autoComplete="off" maxLength={80} {...set("name")} />
        <TextField label="E-mail" type="email" autoComplete="off" {...set("email")} />
        <TextField
          label="Temporary password"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH_MIN}
          maxLength={PASSWORD_LENGTH_MAX}
          hint={`At least ${PASSWORD_LENGTH_MIN} characters. A few unrelated words work well.`}
          {...set("password")}
        />
        <RoleFields roles={roles} onChange={setRoles} />
        <PresenceFields state={who} problem={problem} passwordHint={PEOPLE_HINT} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" variant="solid" busy={busy} whyNot={whyNotRoles(roles)}>
          Add person
        </Button>
      </DialogFooter>
    </form>
  );
}
