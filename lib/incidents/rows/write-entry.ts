import type { Context } from "#lib/command/command.ts";
import type { Tx } from "#lib/db/client.ts";
import type { EntryKind } from "#lib/incidents/incident.ts";
import type { IncidentFile } from "./lock-incident.ts";

/** Writes a note or a cause; returns its place. */
export async function writeEntry(
  tx: Tx,
  { incident, entries }: IncidentFile,
  { kind, text }: { kind: EntryKind; text: string },
  { caller, now }: Context,
): Promise<{ number: number; entry: number }> {
  const sequence = nextEntry(entries);
  const { id: incidentId, workspaceId, number } = incident;
  const author = { authorId: caller.id, authorName: caller.name };
  await tx.incidentEntry.create({
    data: { incidentId, workspaceId, sequence, kind, text, ...author, at: now },
  });
  return { number, entry: sequence };
}

/** Entries are never removed, so their number is the place of the last. */
export const nextEntry = (entries: IncidentFile["entries"]): number => entries.length + 1;
