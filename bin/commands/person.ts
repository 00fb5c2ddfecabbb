import { enablePerson } from "#lib/access/commands/enable-person.ts";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { HANDED_OVER_COST, type LinkPurpose, linkAddress } from "#lib/access/credential-link.ts";
import type { OutputOf } from "#lib/command/command.ts";
import { run } from "#lib/command/run.ts";
import { publicUrl } from "#lib/env.ts";
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
type Done = { readonly done: object; readonly says: string };

/** What can be done for somebody who cannot get in. */
const ACTIONS: Readonly<Record<string, (here: Here, helped: Helped, email: string) => Promise<Done>>> = {
  async "reset-factor"(here, helped, email) {
    const done = orEnd(await run(here.db, resetFactor, helped, here));
    return { done, says: `Reset. ${email} gets in by password and adds a new one.` };
  },
  async "new-password"(here, helped, email) {
    return given(orEnd(await run(here.db, issueLink, helped, here)), email);
  },
  async enable(here, helped, email) {
    const done = orEnd(await run(here.db, enablePerson, helped, here));
    return { done, says: `Enabled. ${email} can sign in again.` };
  },
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

/** For whoever holds the installation: lets somebody back in, even the only admin. */
export const personCommand: CliCommand = {
  summary: "let somebody back in: a lost second factor, a forgotten password, ended access",
  help: `countersign person reset-factor <e-mail> --reason <why>
countersign person new-password <e-mail> --reason <why>
countersign person enable <e-mail> --reason <why>

  --reason <why>       the reason, kept in the audit trail
${INSTALLATION_HELP}

reset-factor removes the person's passkeys, apps and recovery codes and ends their sessions. new-password prints a link
by which they set a new password: it works once, within 24 hours; the address is that of PUBLIC_URL. enable gives back
access that was ended. Each act is in the log.`,
  async run([action = "", ...rest], out) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (!act) throw wrongUsage(`Say what to do: person ${Object.keys(ACTIONS).join(", person ")}.`);
    const own = { reason: { type: "string" } } as const;
    const { values, positionals } = readArguments(rest, { ...INSTALLATION_OPTIONS, ...own }, ["e-mail"]);
    const { reason } = values;
    if (reason === undefined) throw wrongUsage("Say why with --reason; it is kept in the audit trail.");
    const email = positionals[0]!;
    const { done, says } = await inInstallation(values, async (here) => {
      const personId = await personOf(here, email);
      return act(here, { personId, reason }, email);
    });
    out.line(values.json ? JSON.stringify(done, null, 2) : says);
    return EXIT.ok;
  },
};
