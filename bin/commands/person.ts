import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { invitePerson } from "#lib/access/commands/invite-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { revokeLink } from "#lib/access/commands/revoke-link.ts";
import { HANDED_OVER_COST, type LinkPurpose, linkAddress } from "#lib/access/credential-link.ts";
import type { OutputOf } from "#lib/command/command.ts";
import { run } from "#lib/command/run.ts";
import { publicUrl } from "#lib/env.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import {
  type CliCommand,
  EXIT,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  readArguments,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";
import { personOf } from "../person-of.ts";

type Helped = { readonly personId: string; readonly reason: string };
type Done = { readonly done: unknown; readonly says: string };
type Act = (here: Here, args: { email: string; values: Values }) => Promise<Done>;

const OPTIONS = {
  ...INSTALLATION_OPTIONS,
  reason: { type: "string" },
  name: { type: "string" },
  role: { type: "string", multiple: true },
} as const;
type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

/** An act on somebody who is here, for a reason. */
const onPerson =
  (act: (here: Here, helped: Helped, email: string) => Promise<Done>): Act =>
  async (here, { email, values: { reason } }) => {
    if (reason === undefined) throw wrongUsage("Say why with --reason; it is kept in the audit trail.");
    return act(here, { personId: await personOf(here, email), reason }, email);
  };

/** What the operator does for people. None of it gives anybody a function. */
const ACTS: Readonly<Record<string, Act>> = {
  async invite(here, { email, values: { name, role: roles = [] } }) {
    if (name === undefined) throw wrongUsage("Say what they are called with --name.");
    if (roles.length === 0)
      throw wrongUsage(`Choose ${ROLES.join(", ")} with --role, which may be repeated.`);
    return given(orEnd(await run(here.db, invitePerson, { email, name, roles }, here)), email);
  },
  "revoke-link": onPerson(async (here, helped, email) => {
    const done = orEnd(await run(here.db, revokeLink, helped, here));
    return { done, says: `Revoked. The link of ${email} no longer works.` };
  }),
  "reset-factor": onPerson(async (here, helped, email) => {
    const done = orEnd(await run(here.db, resetFactor, helped, here));
    return { done, says: `Reset. ${email} gets in by password and adds a new one.` };
  }),
  "new-password": onPerson(async (here, helped, email) =>
    given(orEnd(await run(here.db, issueLink, helped, here)), email),
  ),
  enable: onPerson(async (here, helped, email) => {
    const done = orEnd(await run(here.db, enablePerson, helped, here));
    return { done, says: `Enabled. ${email} can sign in again.` };
  }),
};

type Issued = OutputOf<typeof issueLink>;

/** The link itself where it is handed over; where it is mailed, nobody but the addressee sees it. */
function given({ linkId, purpose, via, secret, expiresAt }: Issued, email: string): Done {
  const link = secret === null ? null : linkAddress(publicUrl().origin, purpose, secret);
  const works = `${LINK_SAYS[purpose]}, once, until ${expiresAt}.`;
  return {
    done: { linkId, via, link, expiresAt },
    says:
      link === null
        ? `A link is on its way to ${email} by mail: it ${works}`
        : `${link}\nHand this link to ${email}: it ${works}\n${HANDED_OVER_COST}`,
  };
}

const LINK_SAYS: Readonly<Record<LinkPurpose, string>> = {
  join: "lets them join and set their password",
  "new-password": "sets a new password",
};

/** For whoever holds the installation: invites people, and lets them back in, even the only admin. */
export const personCommand: CliCommand = {
  summary: "invite somebody, revoke their link, or let them back in",
  help: `countersign person invite <e-mail> --name <name> --role <role>…
countersign person revoke-link <e-mail> --reason <why>
countersign person new-password <e-mail> --reason <why>
countersign person reset-factor <e-mail> --reason <why>
countersign person enable <e-mail> --reason <why>

  --name <name>        what they are called
  --role <role>        one of ${ROLES.join(", ")}; may be repeated
  --reason <why>       the reason, kept in the audit trail
${INSTALLATION_HELP}

invite prints a link by which they join: it works once, within 72 hours. revoke-link ends the open link of an invitation
or a reset. Where MAIL_DOMAINS names the domain of their address, links are mailed instead, and nobody here sees them.
reset-factor removes the person's passkeys, apps and recovery codes and ends their sessions. new-password prints a link
by which they set a new password: it works once, within 24 hours; the address is that of PUBLIC_URL. enable gives back
access that was ended. Each act is in the log.`,
  async run([action = "", ...rest], out) {
    const act = Object.hasOwn(ACTS, action) ? ACTS[action] : undefined;
    if (!act) throw wrongUsage(`Say what to do: person ${Object.keys(ACTS).join(", person ")}.`);
    const { values, positionals } = readArguments(rest, OPTIONS, ["e-mail"]);
    const { done, says } = await inInstallation(values, (here) =>
      act(here, { email: positionals[0]!, values }),
    );
    out.line(values.json ? JSON.stringify(done, null, 2) : says);
    return EXIT.ok;
  },
};
