"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import type { Means } from "#lib/access/means.ts";
import type { ListedPerson } from "#lib/access/views/person-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { AssignDialog, type AssignInput } from "./assign-dialog.tsx";
import { InviteDialog, type InviteInput } from "./invite-dialog.tsx";
import { type GivenLink, type IssuedLink, LinkDialog } from "./link-dialog.tsx";
import { linkLabel, type PersonChange } from "./person-actions.tsx";
import { PresenceDialog, type ProvenAction, type ProvenInput } from "./presence-dialog.tsx";

/** What an admin is about to do. */
export type PeopleRequest = { what: "invite" } | { what: PersonChange; person: ListedPerson } | null;

/** Whom an admin helps, why, and who the admin is. */
type Helping = { personId: string; reason: string; presence: Presence };

export type PeopleSubmits = {
  invite: Submit<InviteInput, IssuedLink>;
  assign: Submit<AssignInput, unknown>;
  disable: Submit<{ personId: string; reason: string }, unknown>;
  revokeLink: Submit<{ personId: string; reason: string }, unknown>;
  reset: Submit<Helping, unknown>;
  giveLink: Submit<Helping, IssuedLink>;
  enable: Submit<Helping, unknown>;
};

type PeopleDialogsProps = PeopleSubmits & {
  request: PeopleRequest;
  /** What the reader can show who they are with. */
  means: Means;
  /** The domains to whose addresses links are mailed. */
  mailed: readonly string[];
  close: () => void;
  done: (message: string) => void;
};

/** The dialog of whatever an admin is about to do. */
export function PeopleDialogs(props: PeopleDialogsProps) {
  const { request, invite, assign, disable, revokeLink, means, mailed, close, done } = props;
  const [link, setLink] = useState<GivenLink | null>(null);
  const subject = (what: PersonChange) => (request?.what === what ? request.person : null);
  const [leaving, revoked] = [subject("disable"), subject("revoke")];
  return (
    <>
      <InviteDialog
        open={request?.what === "invite"}
        mailed={mailed}
        means={means}
        onClose={close}
        invite={invite}
        onDone={(given) => {
          setLink(given);
          done(`${given.name} was invited`);
        }}
      />
      <AssignDialog
        person={subject("assign")}
        means={means}
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
      <ReasonDialog
        action={revoked && revokeOf(revoked)}
        onClose={close}
        submit={({ reason }) => revokeLink({ personId: revoked?.id ?? "", reason })}
        onDone={() => done(`Link of ${revoked?.name} revoked`)}
      />
      <WaysBackIn {...props} subject={subject} give={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </>
  );
}

type WaysBackInProps = PeopleDialogsProps & {
  subject: (what: PersonChange) => ListedPerson | null;
  give: (link: GivenLink) => void;
};

/** What helps somebody who cannot get in. Each needs a fresh proof of who gives it. */
function WaysBackIn({ subject, give, reset, giveLink, enable, means, close, done }: WaysBackInProps) {
  const [locked, forgetful, gone] = [subject("reset"), subject("link"), subject("enable")];
  const helping = (person: ListedPerson | null, { text, presence }: ProvenInput): Helping => ({
    personId: person?.id ?? "",
    reason: text,
    presence,
  });
  return (
    <>
      <PresenceDialog
        action={locked && resetOf(locked)}
        means={means}
        submit={(input) => reset(helping(locked, input))}
        onClose={close}
        onDone={() => done(`Second factor of ${locked?.name} reset`)}
      />
      <PresenceDialog
        action={forgetful && linkOf(forgetful)}
        means={means}
        submit={(input) => giveLink(helping(forgetful, input))}
        onClose={close}
        onDone={(issued) => {
          give({ ...issued, name: forgetful?.name ?? "", email: forgetful?.email ?? "" });
          done(`Link for ${forgetful?.name} issued`);
        }}
      />
      <PresenceDialog
        action={gone && enableOf(gone)}
        means={means}
        submit={(input) => enable(helping(gone, input))}
        onClose={close}
        onDone={() => done(`${gone?.name} has access again`)}
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

const revokeOf = ({ name, state }: ListedPerson): ReasonedAction => ({
  verb: "revoke",
  label: "Revoke link",
  consequence:
    state === "invited"
      ? `${name} can no longer join by it. You can send another.`
      : `${name} can no longer set a password by it. Their present one works.`,
  variant: "solid",
  asksReason: true,
});

const linkOf = (person: ListedPerson): ProvenAction => ({
  verb: "link",
  label: linkLabel(person),
  consequence:
    person.state === "invited"
      ? `${person.name} gets a new invitation, which works once, within 72 hours. Earlier ones stop working.`
      : `By it ${person.name} alone sets a new password. It works once, within 24 hours; earlier links stop working. Their second factor stays. Make sure that they are the one who asks.`,
  asksReason: true,
});

const enableOf = ({ name }: ListedPerson): ProvenAction => ({
  verb: "enable",
  label: "Give access back",
  consequence: `${name} can sign in again, with the roles and functions they had. What they signed counts again where it still applies.`,
  asksReason: true,
});
