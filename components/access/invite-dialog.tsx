"use client";

import { Send } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import { ProblemNotice } from "#components/ui/notice.tsx";
import { typedField } from "#components/ui/typed-field.ts";
import { useSubmit } from "#components/ui/use-submit.ts";
import { linkWay } from "#lib/access/credential-link.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { Role } from "#lib/kernel/caller.ts";
import { InviteSteps } from "./invite-steps.tsx";
import type { GivenLink, IssuedLink } from "./link-dialog.tsx";
import { PresenceFields, usePresence } from "./presence-fields.tsx";
import { RoleFields, whyNotRoles } from "./role-fields.tsx";

export type InviteInput = { name: string; email: string; roles: Role[]; presence: Presence };

type InviteDialogProps = {
  open: boolean;
  /** The domains to whose addresses links are mailed. */
  mailed: readonly string[];
  means: Means;
  onClose: () => void;
  invite: Submit<InviteInput, IssuedLink>;
  onDone: (link: GivenLink) => void;
};

/** Invites a person: what is asked on the left, what it starts on the right. No field for a password exists. */
export function InviteDialog(props: InviteDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title="Invite a person"
      description="They set their own password by a single-use link; you never see it."
      wide
    >
      {props.open && <InviteForm {...props} />}
    </Dialog>
  );
}

function InviteForm({ mailed, means, onClose, invite, onDone }: InviteDialogProps) {
  const [person, setPerson] = useState<Named>({ name: "", email: "" });
  const [roles, setRoles] = useState<Role[]>(["viewer"]);
  const who = usePresence(means);
  const { busy, problem, send } = useSubmit(invite);
  const [name, email] = [person.name.trim(), person.email.trim()];
  const byMail = email === "" ? mailed.length > 0 : linkWay(email, mailed) === "mailed";
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ name, email, roles, presence: who.presence });
    who.tried(outcome);
    if (outcome?.ok) onDone({ ...outcome.value, name, email });
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="grid sm:grid-cols-[1.25fr_1fr]">
        <div className="flex flex-col gap-5 p-4">
          <ProblemNotice problem={problem} />
          <NameFields person={person} onChange={setPerson} problem={problem} />
          <RoleFields roles={roles} onChange={setRoles} />
        </div>
        <div className="flex flex-col gap-5 border-line p-4 max-sm:border-t sm:border-l">
          <InviteSteps name={name} email={email} mailed={mailed} />
          <PresenceFields state={who} problem={problem} passwordHint="Required for each invitation." />
        </div>
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="solid" icon={Send} busy={busy} whyNot={whyNotRoles(roles)}>
          {byMail ? "Send invitation" : "Make invitation link"}
        </Button>
      </DialogFooter>
    </form>
  );
}

type Named = { name: string; email: string };
type NameFieldsProps = {
  person: Named;
  onChange: (person: Named) => void;
  problem: Problem | undefined;
};

function NameFields({ person, onChange, problem }: NameFieldsProps) {
  const typed = typedField(person, (changed) => onChange({ ...person, ...changed }), problem);
  const field = (name: keyof Named) => ({ required: true, autoComplete: "off", ...typed(name) });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField label="Name" maxLength={80} {...field("name")} />
      <TextField label="E-mail" type="email" {...field("email")} />
    </div>
  );
}
