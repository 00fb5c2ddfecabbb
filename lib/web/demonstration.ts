import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type DemonstrationPerson, demonstrationPerson } from "#lib/access/views/demonstration-person.ts";
import { env } from "#lib/env.ts";

/** The start command's data about the demonstration; its other data stays on the server. */
const kept = z.object({
  demonstration: z.literal(true),
  password: z.string(),
  people: z.array(demonstrationPerson.omit({ password: true })),
});

/** The people who can sign in to the demonstration workspace, with their public password; empty without one. */
export async function demonstrationPeople(): Promise<DemonstrationPerson[]> {
  const text = await readFile(join(env().DATA_FOLDER, "demonstration.json"), "utf8").catch(() => null);
  const read = kept.safeParse(text === null ? null : parsed(text));
  return read.success ? read.data.people.map((person) => ({ ...person, password: read.data.password })) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
