import { z } from "zod";
import { resetFactor } from "#lib/access/commands/reset-factor.ts";
import { personList } from "#lib/access/queries/person-list.ts";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import {
  type CliCommand,
  CliError,
  EXIT,
  INSTALLATION_HELP,
  INSTALLATION_OPTIONS,
  readArguments,
  wrongUsage,
} from "../cli.ts";
import { type Here, inInstallation, orEnd } from "../installation.ts";

/**
 * For whoever runs the installation: restores the access of a person who lost the second factor, even the only admin.
 */
export const personCommand: CliCommand = {
  summary: "remove a lost second factor from an account",
  help: `countersign person reset-factor <e-mail> --reason <why>

  --reason <why>       the reason, kept in the audit trail
${INSTALLATION_HELP}

Removes the person's passkeys, apps and recovery codes and ends their sessions. The audit log records it.`,
  async run([action = "", ...rest], out) {
    if (action !== "reset-factor") throw wrongUsage("Choose an action: person reset-factor.");
    const own = { reason: { type: "string" } } as const;
    const { values, positionals } = readArguments(rest, { ...INSTALLATION_OPTIONS, ...own }, ["e-mail"]);
    const { reason } = values;
    if (reason === undefined) throw wrongUsage("Give a reason with --reason; it is kept in the audit trail.");
    const done = await inInstallation(values, async (here) => {
      const personId = await personOf(here, positionals[0]!);
      return orEnd(await run(here.db, resetFactor, { personId, reason }, here));
    });
    out.line(
      values.json
        ? JSON.stringify(done, null, 2)
        : `Reset. ${positionals[0]} can sign in with the password and add a new second factor.`,
    );
    return EXIT.ok;
  },
};

async function personOf(here: Here, email: string): Promise<string> {
  const q = z.email().safeParse(email).success ? email : "";
  if (!q) throw wrongUsage(`${email} is not an e-mail address.`);
  const found = orEnd(await look(here.db, personList, { q, limit: 100 }, here));
  const person = found.items.find((each) => each.email === email.toLowerCase());
  if (!person) throw new CliError(EXIT.usage, `Nobody in this workspace has the address ${email}.`);
  return person.id;
}
