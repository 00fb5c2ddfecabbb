"use client";

import type { Submit } from "#components/ui/outcome.ts";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Standing } from "#lib/access/views/person.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { InviteDialog, type InviteInput } from "./invite-dialog.tsx";
import type { PersonChange } from "./person-actions.tsx";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";

/** What an admin is about to do. */
export type PeopleRequest = { what: "invite" } | { what: PersonChange; person: ListedPerson } | null;

export type PeopleSubmits = {
  invite: Submit<InviteInput, unknown>;
  assign: Submit<Standing & { personId: string }, unknown>;
  disable: Submit<{ personId: string; reason: string }, unknown>;
  reset: Submit<{ personId: string; reason: string; presence: Presence }, unknown>;
};

type PeopleDialogsProps = PeopleSubmits & {
  request: PeopleRequest;
  /** What the reader can show who they are with. */
  means: Means;
  close: () => void;
  done: (message: string) => void;
};

/** The dialog of whatever an admin is about to do. */
export function PeopleDialogs(props: PeopleDialogsProps) {
  const { request, invite, assign, disable, reset, means, close, done } = props;
  const subject = (what: PersonChange) => (request?.what === what ? request.person : null);
  const leaving = subject("disable");
  const locked = subject("reset");
  return (
    <>
      <InviteDialog
        open={request?.what === "invite"}
        onClose={close}
        invite={invite}
        onDone={(name) => done(`${name} was added`)}
      />
      <AssignDialog
        person={subject("assign")}
        onClose={close}
        assign={assign}
        onDone={(name) => done(`Roles of ${name} saved`)}
      />
      <ReasonDialog
        action={leaving && disableOf(leaving)}
        onClose={close}
        submit={({ reason }) => disable({ personId: leaving?.id ?? "", reason })}
        onDone={() => done(`Access of ${leaving?.name} ended`)}
      />
      <PresenceDialog
        action={locked && resetOf(locked)}
        means={means}
        submit={({ text, presence }) => reset({ personId: locked?.id ?? "", reason: text, presence })}
        onClose={close}
        onDone={() => done(`Second factor of ${locked?.name} reset`)}
      />
    </>
  );
}

const disableOf = ({ name }: ListedPerson): ReasonedAction => ({
  verb: "disable",
  label: "End access",
  consequence: `${name} is signed out everywhere and cannot sign in again. What they signed stays valid.`,
  variant: "danger",
  asksReason: true,
});

const resetOf = ({ name }: ListedPerson): ProvenAction => ({
  verb: "reset",
  label: "Reset second factor",
  consequence: `${name} is signed out everywhere, can sign in by password alone, and can add a new factor. Make sure that they are the one who asks.`,
  danger: true,
  asksReason: true,
});
