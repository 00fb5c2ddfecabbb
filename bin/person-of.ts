import { z } from "zod";
import { personList } from "#lib/access/queries/person-list.ts";
import { look } from "#lib/command/query.ts";
import { CliError, EXIT, wrongUsage } from "./cli.ts";
import { type Here, orEnd } from "./installation.ts";

/** The id of the person with this e-mail address. */
export async function personOf(here: Here, email: string): Promise<string> {
  const q = z.email().safeParse(email).success ? email : "";
  if (!q) throw wrongUsage(`${email} is not an e-mail address.`);
  const found = orEnd(await look(here.db, personList, { q, limit: 100 }, here));
  const person = found.items.find((each) => each.email === email.toLowerCase());
  if (!person) throw new CliError(EXIT.usage, `Nobody in this workspace has the address ${email}.`);
  return person.id;
}
