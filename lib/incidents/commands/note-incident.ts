import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayAdd } from "#lib/incidents/incident.ts";
import { aboutIncident } from "#lib/incidents/rows/about-incident.ts";
import { lockIncident } from "#lib/incidents/rows/lock-incident.ts";
import { nextEntry, writeEntry } from "#lib/incidents/rows/write-entry.ts";
import { ordinal, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Adds a note to an open incident. It is never edited. */
export const noteIncident = defineCommand({
  name: "note-incident",
  permission: "incident:note",
  summary: "Add a note to an incident",
  input: z.strictObject({
    incident: ordinal,
    note: prose(4000).meta({ description: "What somebody saw or did." }),
  }),
  output: z.object({
    number: z.number(),
    entry: z.number().meta({ description: "Place of the entry in its incident, from 1." }),
  }),

  load: (tx, { incident }) => lockIncident(tx, incident),

  decide(file, { note }) {
    const open = mayAdd(file.standing);
    if (!open.ok) return open;
    const { numbers, ...about } = aboutIncident(file);
    const data = { ...numbers, entry: nextEntry(file.entries) };
    return ok([eventOf("incident.noted", { ...about, data, details: { note } })]);
  },

  record: (tx, [event], file, context) =>
    writeEntry(tx, file, { kind: "note", text: event!.details.note }, context),
});
